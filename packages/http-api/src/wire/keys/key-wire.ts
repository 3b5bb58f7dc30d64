import { type KeyFacts, scopes } from "@promptrail/core";
import { z } from "zod";
import { components } from "../../schemas/components.js";
import { timestamp } from "../../schemas/fields.js";

/** A key without its secret. `families` are globs; `*` is every family. `last_used_at` is told to the minute. */
export const keyWire = z
  .object({
    key_id: z.string(),
    name: z.string(),
    scopes: z.array(z.enum(scopes)),
    families: z.array(z.string()),
    created_at: timestamp,
    expires_at: timestamp.nullable(),
    last_used_at: timestamp.nullable(),
  })
  .register(components, { id: "Key" });

export type KeyWire = z.infer<typeof keyWire>;

/** The keys of an environment, oldest first. */
export const keyListWire = z
  .object({ environment: z.string(), keys: z.array(keyWire) })
  .register(components, { id: "KeyList" });

export type KeyListWire = z.infer<typeof keyListWire>;

/** The keys of an environment, oldest first. */
export interface KeyList {
  readonly environment: string;
  readonly keys: readonly KeyFacts[];
}

export function toKeyWire(key: KeyFacts): KeyWire {
  const { id, name, scopes: allowed, families, createdAt, expiresAt, lastUsedAt } = key;
  return {
    key_id: id,
    name,
    scopes: [...allowed],
    families: [...families],
    created_at: createdAt.toISOString(),
    expires_at: expiresAt?.toISOString() ?? null,
    last_used_at: lastUsedAt?.toISOString() ?? null,
  };
}

export function fromKeyWire(wire: KeyWire): KeyFacts {
  const { key_id: id, name, scopes: allowed, families } = wire;
  return {
    ...{ id, name, scopes: allowed, families },
    createdAt: new Date(wire.created_at),
    expiresAt: toDate(wire.expires_at),
    lastUsedAt: toDate(wire.last_used_at),
  };
}

export function toKeyListWire({ environment, keys }: KeyList): KeyListWire {
  return { environment, keys: keys.map(toKeyWire) };
}

export function fromKeyListWire({ environment, keys }: KeyListWire): KeyList {
  return { environment, keys: keys.map(fromKeyWire) };
}

function toDate(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
