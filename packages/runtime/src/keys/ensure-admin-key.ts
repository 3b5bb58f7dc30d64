import { isPromptrailError, PromptrailError } from "@promptrail/core";
import { type ApiKey, type KeyStore, raceWithLimit } from "@promptrail/core/lifecycle";
import { everyFamily, isBrokenKey, scopes } from "@promptrail/core/portable";
import type { AdminKey, AdminKeySettings } from "./key-use-cases.js";
import { makeKey } from "./make-key.js";
import { longestKey, toChosenKeyId, toSecretHash } from "./presented-key.js";

/** A server waits no longer for its keys when it starts. */
const storeMs = 1_800;
const shortestKey = 24;
const adminName = "admin";
const chosenName = "admin-from-environment";

/** The use case `keys.ensureAdmin`. */
export async function ensureAdminKey(
  keys: KeyStore,
  environment: string,
  { chosen = process.env["PROMPTRAIL_ADMIN_KEY"], keep = async () => {} }: AdminKeySettings = {},
): Promise<AdminKey> {
  if (chosen !== undefined && chosen !== "") {
    const key = toChosenKey(chosen);
    await unlessAway(() => storeChosenKey(keys, key), undefined);
    return { created: null, source: "chosen" };
  }
  return unlessAway<AdminKey>(
    async () => {
      if ((await keys.list()).length > 0) return { created: null, source: "stored" };
      const { secret, key } = makeKey(environment, { name: adminName, scopes }, new Date());
      await keep(secret);
      // Another server may have made one meanwhile.
      const outcome = await keys.add(key);
      if (outcome === "taken") return { created: null, source: "stored" };
      return { created: secret, source: "generated" };
    },
    { created: null, source: "unreachable" },
  );
}

/**
 * The key that an operator chose, as a store keeps it. It may do everything.
 *
 * @throws PromptrailError `config_invalid` for one that is too short or that no header can carry.
 */
export function toChosenKey(chosen: string): ApiKey {
  requireUsable(chosen);
  return {
    id: toChosenKeyId(chosen),
    name: chosenName,
    secretHash: toSecretHash(chosen),
    scopes: [...scopes],
    families: [everyFamily],
    createdAt: new Date(),
    expiresAt: null,
    lastUsedAt: null,
    replacedAt: null,
  };
}

/** A server must start without its store. */
async function unlessAway<Value>(work: () => Promise<Value>, otherwise: Value): Promise<Value> {
  try {
    return await raceWithLimit(work(), storeMs, () => otherwise);
  } catch (error) {
    if (isPromptrailError(error) && error.code === "store_unavailable") return otherwise;
    throw error;
  }
}

async function storeChosenKey(keys: KeyStore, chosen: ApiKey): Promise<void> {
  await keys.save(chosen);
  // A key that leaked must stop working when its successor is set.
  const replaced = (await keys.list()).filter(
    (key) => key.name === chosenName && key.id !== chosen.id,
  );
  for (const key of replaced) await keys.remove(key.id);
}

function requireUsable(chosen: string): void {
  if (isBrokenKey(chosen)) {
    throw new PromptrailError(
      "config_invalid",
      "PROMPTRAIL_ADMIN_KEY begins like a key that was made by a server, and was cut or mistyped: its checksum does not fit. Copy it again.",
    );
  }
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
