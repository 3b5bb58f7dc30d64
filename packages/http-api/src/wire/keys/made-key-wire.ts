import { familyGlob, type KeyFacts, type Scope, scopes } from "@promptrail/core";
import { z } from "zod";
import { components } from "../../schemas/components.js";
import { timestamp } from "../../schemas/fields.js";
import { fromKeyWire, keyWire, toKeyWire } from "./key-wire.js";

/** Thirty days: a key that should live for longer is another key. */
export const longestOverlapMs = 30 * 86_400_000;

const globs = z
  .array(z.string().regex(familyGlob, "must be a family's name, where * stands for any letters"))
  .min(1)
  .max(100);

/** A key that is to be made. Without `families` it is for every family, without `expires_at` for ever. */
export const keyRequestWire = z
  .strictObject({
    name: z.string().min(1).max(100),
    scopes: z.array(z.enum(scopes)).min(1).max(scopes.length),
    families: globs.exactOptional(),
    expires_at: timestamp.exactOptional(),
  })
  .register(components, { id: "KeyRequest" });

/** For how long the key that is replaced still works; default one hour. */
export const keyRotationRequestWire = z
  .strictObject({ overlap_ms: z.int().min(0).max(longestOverlapMs).exactOptional() })
  .register(components, { id: "KeyRotationRequest" });

/** A key that is to be made. */
export interface KeyRequest {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Globs: `fraud_*`. Default: every family. */
  readonly families?: readonly string[];
  /** Default: never. */
  readonly expiresAt?: Date;
}

/** Which key gets a successor. */
export interface KeyRotation {
  readonly keyId: string;
  /** For how long the key itself still works; default: one hour. */
  readonly overlapMs?: number;
}

/** A key that was made. Nothing keeps its `secret`: it is told this once. `replaced` is there after a rotation. */
export const madeKeyWire = z
  .object({
    environment: z.string(),
    secret: z.string(),
    key: keyWire,
    replaced: keyWire.exactOptional(),
  })
  .register(components, { id: "MadeKey" });

export type MadeKeyWire = z.infer<typeof madeKeyWire>;

/** A key that was made. */
export interface MadeKey {
  readonly environment: string;
  /** The whole key. Nothing keeps it: it is told this once. */
  readonly secret: string;
  readonly key: KeyFacts;
  /** The key in whose place it stands, with the time at which that ends; null where it is nobody's successor. */
  readonly replaced: KeyFacts | null;
}

export function toMadeKeyWire({ environment, secret, key, replaced }: MadeKey): MadeKeyWire {
  const successor = replaced === null ? {} : { replaced: toKeyWire(replaced) };
  return { environment, secret, key: toKeyWire(key), ...successor };
}

export function fromMadeKeyWire({ environment, secret, key, replaced }: MadeKeyWire): MadeKey {
  const before = replaced === undefined ? null : fromKeyWire(replaced);
  return { environment, secret, key: fromKeyWire(key), replaced: before };
}
