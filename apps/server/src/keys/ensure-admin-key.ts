import { type KeyStore, PromptrailError, scopes } from "@promptrail/core";
import { longestKey } from "./authenticate.js";
import { createKey } from "./create-key.js";
import { toChosenKeyId } from "./find-key-ids.js";
import { toSecretHash } from "./secret-hash.js";

export interface AdminKey {
  /** The key that was made now, to be shown once; null where there was one already. */
  readonly created: string | null;
  /** `chosen`: it is the one that the caller gave; `stored`: the store had keys. */
  readonly source: "chosen" | "generated" | "stored";
}

const shortestKey = 24;
const adminName = "admin";
const chosenName = "admin-from-environment";

/**
 * Sees to it that somebody can use a server: takes the key that the operator chose (default:
 * `PROMPTRAIL_ADMIN_KEY`), or makes one where the store has none. Both may do everything.
 * Another chosen key than last time takes the place of the last one.
 *
 * @throws PromptrailError `config_invalid` for a chosen key that is too short or that no header can
 * carry; `store_unavailable`.
 */
export async function ensureAdminKey(
  keys: KeyStore,
  environment: string,
  chosen: string | undefined = process.env["PROMPTRAIL_ADMIN_KEY"],
): Promise<AdminKey> {
  if (chosen !== undefined && chosen !== "") {
    await storeChosenKey(keys, chosen);
    return { created: null, source: "chosen" };
  }
  if ((await keys.list()).length > 0) return { created: null, source: "stored" };
  const { secret } = await createKey(keys, environment, { name: adminName, scopes });
  return { created: secret, source: "generated" };
}

async function storeChosenKey(keys: KeyStore, chosen: string): Promise<void> {
  requireUsable(chosen);
  const id = toChosenKeyId(chosen);
  await keys.save({
    id,
    name: chosenName,
    secretHash: toSecretHash(chosen),
    scopes: [...scopes],
    createdAt: new Date(),
    expiresAt: null,
  });
  // A key that leaked must stop working when its successor is set.
  const replaced = (await keys.list()).filter((key) => key.name === chosenName && key.id !== id);
  for (const key of replaced) await keys.remove(key.id);
}

function requireUsable(chosen: string): void {
  const isLong = chosen.length >= shortestKey && chosen.length <= longestKey;
  if (isLong && /^[\x21-\x7e]+$/.test(chosen)) return;
  const reason = isLong
    ? "holds a space or a character that is not printable ASCII, which no header can carry"
    : `has ${chosen.length} characters; a key needs ${shortestKey} to ${longestKey}`;
  throw new PromptrailError(
    "config_invalid",
    `PROMPTRAIL_ADMIN_KEY ${reason}. Set another random one, or unset it to have one made.`,
  );
}
