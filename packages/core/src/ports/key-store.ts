/** What a key may do. Rolling back is the lower privilege: it is the safe direction. */
export const scopes = ["read", "call", "logs", "rollback", "promote", "keys"] as const;

export type Scope = (typeof scopes)[number];

/** An API key without its secret. */
export interface ApiKey {
  /** Public part; a request's key is looked up by it. */
  readonly id: string;
  readonly name: string;
  /** Hex SHA-256 of the whole key. */
  readonly secretHash: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
}

/** Keeps the API keys of a server. */
export interface KeyStore {
  /** Does nothing where the id is taken. */
  save(key: ApiKey): Promise<void>;
  find(id: string): Promise<ApiKey | null>;
  list(): Promise<readonly ApiKey[]>;
  remove(id: string): Promise<void>;
}
