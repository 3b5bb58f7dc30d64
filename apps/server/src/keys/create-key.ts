import { randomBytes } from "node:crypto";
import { PromptrailError } from "@promptrail/core";
import { type ApiKey, formatApiKey, type KeyStore, type Scope } from "@promptrail/core/lifecycle";
import { everyFamily, scopes as everyScope } from "@promptrail/core/portable";
import { toSecretHash } from "./secret-hash.js";

export interface KeySettings {
  /** For people and the history: decisions are recorded as made by `key:NAME`. */
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Globs of the families that it is for: `fraud_*`. Default: every family. */
  readonly families?: readonly string[];
  /** Default: never. */
  readonly expiresAt?: Date | null;
}

export interface CreatedKey {
  /** The whole key. Nothing keeps it: show it once. */
  readonly secret: string;
  readonly key: ApiKey;
}

/**
 * Makes a key, `pk_<environment>_<id>_<secret>_<checksum>`, and stores its hash.
 *
 * @throws PromptrailError `request_invalid` for a name that a history could not show, or that
 * another key has; `store_unavailable`.
 */
export async function createKey(
  keys: KeyStore,
  environment: string,
  settings: KeySettings,
): Promise<CreatedKey> {
  const created = makeKey(environment, settings, new Date());
  await addNamedKey(keys, created.key);
  return created;
}

/** Stores a new key. The history knows a key by its name: it throws `request_invalid` for one that is taken. */
export async function addNamedKey(keys: KeyStore, key: ApiKey): Promise<void> {
  if ((await keys.add(key)) === "added") return;
  throw new PromptrailError(
    "request_invalid",
    `A key with the name "${key.name}" exists already. Rotate or revoke it, or choose another name.`,
    { key: key.name },
  );
}

/** The same key, which nobody has stored yet. */
export function makeKey(
  environment: string,
  { name, scopes, families = [everyFamily], expiresAt = null }: KeySettings,
  now: Date,
): CreatedKey {
  requireName(name);
  const id = randomBytes(6).toString("hex");
  const secret = formatApiKey({
    environment,
    id,
    secret: randomBytes(32).toString("base64url"),
  });
  const key: ApiKey = {
    id,
    name,
    secretHash: toSecretHash(secret),
    scopes: everyScope.filter((scope) => scopes.includes(scope)),
    families: [...new Set(families)],
    createdAt: now,
    expiresAt,
    lastUsedAt: null,
    replacedAt: null,
  };
  return { secret, key };
}

function requireName(name: string): void {
  if (/^[\p{L}\p{N}][\p{L}\p{N} ._@-]{0,99}$/u.test(name)) return;
  throw new PromptrailError(
    "request_invalid",
    "A key's name must be 1 to 100 letters, digits, spaces or . _ @ -, and begin with a letter or a digit. Choose another name.",
  );
}
