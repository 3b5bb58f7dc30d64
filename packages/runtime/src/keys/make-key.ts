import { randomBytes } from "node:crypto";
import { PromptrailError } from "@promptrail/core";
import {
  type ApiKey,
  formatApiKey,
  type KeyRequest,
  type KeyStore,
} from "@promptrail/core/lifecycle";
import { everyFamily, scopes as everyScope } from "@promptrail/core/portable";
import { toSecretHash } from "./presented-key.js";

/** A key that nobody has stored yet. */
interface NewKey {
  /** `pk_<environment>_<id>_<secret>_<checksum>`. Nothing keeps it. */
  readonly secret: string;
  readonly key: ApiKey;
}

/** @throws PromptrailError `request_invalid` for a name that a history could not show. */
export function makeKey(
  environment: string,
  { name, scopes, families = [everyFamily], expiresAt }: KeyRequest,
  now: Date,
): NewKey {
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
    expiresAt: expiresAt ?? null,
    lastUsedAt: null,
    replacedAt: null,
  };
  return { secret, key };
}

/** Stores a new key. The history knows a key by its name: it throws `request_invalid` for one that is taken. */
export async function addNamedKey(keys: KeyStore, key: ApiKey): Promise<void> {
  if ((await keys.add(key)) === "added") return;
  throw new PromptrailError(
    "request_invalid",
    `There is a key "${key.name}" already. Rotate or revoke it, or choose another name.`,
    { key: key.name },
  );
}

function requireName(name: string): void {
  if (/^[\p{L}\p{N}][\p{L}\p{N} ._@-]{0,99}$/u.test(name)) return;
  throw new PromptrailError(
    "request_invalid",
    "A key's name must be 1 to 100 letters, digits, spaces or . _ @ -, and begin with a letter or a digit. Choose another name.",
  );
}
