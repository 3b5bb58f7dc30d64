import { randomBytes } from "node:crypto";
import { type ApiKey, type KeyStore, PromptrailError, type Scope } from "@promptrail/core";
import { toSecretHash } from "./secret-hash.js";

export interface KeySettings {
  /** For people and the history: decisions are recorded as made by `key:NAME`. */
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Default: never. */
  readonly expiresAt?: Date;
}

export interface CreatedKey {
  /** The whole key. Nothing keeps it: show it once. */
  readonly secret: string;
  readonly key: ApiKey;
}

/**
 * Makes a key, `pk_<environment>_<id>_<secret>`, and stores its hash.
 *
 * @throws PromptrailError `request_invalid` for a name that a history could not show; `store_unavailable`.
 */
export async function createKey(
  keys: KeyStore,
  environment: string,
  { name, scopes, expiresAt }: KeySettings,
): Promise<CreatedKey> {
  requireName(name);
  const id = randomBytes(6).toString("hex");
  const place = environment.replaceAll(/[^A-Za-z0-9-]+/g, "-");
  const secret = `pk_${place}_${id}_${randomBytes(32).toString("base64url")}`;
  const key: ApiKey = {
    id,
    name,
    secretHash: toSecretHash(secret),
    scopes: [...scopes],
    createdAt: new Date(),
    expiresAt: expiresAt ?? null,
  };
  await keys.save(key);
  return { secret, key };
}

function requireName(name: string): void {
  if (/^[\p{L}\p{N}][\p{L}\p{N} ._@-]{0,99}$/u.test(name)) return;
  throw new PromptrailError(
    "request_invalid",
    "A key's name must be 1 to 100 letters, digits, spaces or . _ @ -, and begin with a letter or a digit. Choose another name.",
  );
}
