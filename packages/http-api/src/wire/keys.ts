import { familyGlob, longestOverlapMs, scopes } from "@promptrail/core/portable";
import { z } from "zod";
import { components, timestamp } from "./fields.js";
import { record } from "./record.js";

/** A key without its secret. `families` are globs; `*` is every family. `last_used_at` is told to the minute. */
export const keyWire = record(
  z.object({
    key_id: z.string(),
    name: z.string(),
    scopes: z.array(z.enum(scopes)),
    families: z.array(z.string()).describe("globs; `*` is every family"),
    created_at: timestamp,
    expires_at: timestamp.nullable(),
    last_used_at: timestamp.nullable(),
  }),
  { names: { key_id: "id" } },
).register(components, { id: "Key" });

/** The keys of an environment, oldest first. */
export const keyListWire = record(
  z.object({ environment: z.string(), keys: z.array(keyWire) }),
).register(components, { id: "KeyList" });

const globs = z
  .array(z.string().regex(familyGlob, "must be a family's name, in which * matches any characters"))
  .min(1)
  .max(100);

/** A key that is to be made. Without `families` it is for every family, without `expires_at` for ever. */
export const keyRequestWire = record(
  z.strictObject({
    name: z.string().min(1).max(100),
    scopes: z.array(z.enum(scopes)).min(1).max(scopes.length),
    families: globs.exactOptional(),
    expires_at: timestamp.exactOptional(),
  }),
).register(components, { id: "KeyRequest" });

/** For how long the key that is replaced still works; default one hour. */
export const keyRotationRequestWire = record(
  z.strictObject({ overlap_ms: z.int().min(0).max(longestOverlapMs).exactOptional() }),
).register(components, { id: "KeyRotationRequest" });

/**
 * A key that was made. Nothing keeps its `secret`: it is told this once. `replaced`, after a rotation, is the
 * key in whose place it stands, with the time at which that ends.
 */
export const madeKeyWire = record(
  z.object({
    environment: z.string(),
    secret: z.string().describe("shown this once"),
    key: keyWire,
    replaced: keyWire.exactOptional().describe("after a rotation: the key that it replaces"),
  }),
  { absent: { replaced: null } },
).register(components, { id: "MadeKey" });
