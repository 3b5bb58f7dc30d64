import type { ApiKey, Scope } from "@promptrail/core/lifecycle";

export interface KeyRow {
  readonly id: string;
  readonly name: string;
  readonly secret_hash: string;
  readonly scopes: readonly Scope[];
  readonly families: readonly string[];
  readonly created_at: Date;
  readonly expires_at: Date | null;
  readonly last_used_at: Date | null;
  readonly replaced_at: Date | null;
}

export const keyColumns =
  "id, name, secret_hash, scopes, families, created_at, expires_at, last_used_at, replaced_at";

/** In the order of the columns. */
export function toKeyValues(key: ApiKey): readonly unknown[] {
  return [
    key.id,
    key.name,
    key.secretHash,
    [...key.scopes],
    [...key.families],
    key.createdAt.toISOString(),
    key.expiresAt?.toISOString() ?? null,
    key.lastUsedAt?.toISOString() ?? null,
    key.replacedAt?.toISOString() ?? null,
  ];
}

export function fromKeyRow(row: KeyRow): ApiKey {
  return {
    id: row.id,
    name: row.name,
    secretHash: row.secret_hash,
    scopes: row.scopes,
    families: row.families,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    replacedAt: row.replaced_at,
  };
}
