/** What a key may do. Rolling back is the lower privilege: it is the safe direction. */
export const scopes = [
  "read",
  "call",
  "logs",
  "bodies",
  "report",
  "evidence",
  "rollback",
  "promote",
  "keys",
] as const;

export type Scope = (typeof scopes)[number];

/** An API key without its secret. */
export interface ApiKey {
  /** Public part; a request's key is looked up by it. */
  readonly id: string;
  readonly name: string;
  /** Hex SHA-256 of the whole key. */
  readonly secretHash: string;
  readonly scopes: readonly Scope[];
  /** Globs of the families that it is for: `fraud_*`; `*` is every family. */
  readonly families: readonly string[];
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  /** To the minute; null before the first use. */
  readonly lastUsedAt: Date | null;
  /** When a successor took its place and its name; null for a key that has none. */
  readonly replacedAt: Date | null;
}

/** What may be told of a key. */
export type KeyFacts = Omit<ApiKey, "secretHash" | "replacedAt">;

/** Keeps the API keys of a server. */
export interface KeyStore {
  /** Does nothing where the id is taken. */
  save(key: ApiKey): Promise<void>;
  /**
   * Saves a key, unless another one has its id, or has its name and is, when this one is made, neither
   * expired nor replaced. Of keys that are added at once with one name, one is.
   */
  add(key: ApiKey): Promise<"added" | "taken">;
  find(id: string): Promise<ApiKey | null>;
  /** Oldest first. */
  list(): Promise<readonly ApiKey[]>;
  remove(id: string): Promise<void>;
  /**
   * Saves a key's successor and lets the key expire at `until`, or as before where that is earlier: both, or
   * neither where the key is not there, was replaced before, or has expired when the successor is made. Of
   * successors that come at once, one is saved.
   */
  replace(id: string, successor: ApiKey, until: Date): Promise<"replaced" | "refused">;
  /** Notes a use; does nothing where one is noted that is less than a minute older. */
  noteUse(id: string, at: Date): Promise<void>;
}
