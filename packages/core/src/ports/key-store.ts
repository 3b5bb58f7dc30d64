/** What a key may do. Rolling back is the lower privilege: it is the safe direction. */
export const scopes = [
  "read",
  "call",
  "logs",
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
}

/** What may be told of a key. */
export type KeyFacts = Omit<ApiKey, "secretHash">;

/** Keeps the API keys of a server. */
export interface KeyStore {
  /** Does nothing where the id is taken. */
  save(key: ApiKey): Promise<void>;
  find(id: string): Promise<ApiKey | null>;
  /** Oldest first. */
  list(): Promise<readonly ApiKey[]>;
  remove(id: string): Promise<void>;
  /** Saves a key's successor and lets the key expire at `until`, or as before where that is earlier: both or, where there is no such key, neither. */
  replace(id: string, successor: ApiKey, until: Date): Promise<"replaced" | "missing">;
  /** Notes a use; does nothing where one is noted that is less than a minute older. */
  noteUse(id: string, at: Date): Promise<void>;
}
