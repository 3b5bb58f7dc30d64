import { PromptrailError } from "@promptrail/core";
import type { ApiKey, KeyStore } from "@promptrail/core/lifecycle";
import { isChosenKeyId } from "./presented-key.js";

/**
 * A key has one successor, and only while it lives: what would come of it later would live as long as the
 * end of the key's overlap lets it.
 *
 * @throws PromptrailError `not_eligible`, which names what to do instead.
 */
export async function requireRotatable(keys: KeyStore, key: ApiKey, now: Date): Promise<void> {
  const reason = await findReason(keys, key, now);
  if (reason === null) return;
  throw new PromptrailError("not_eligible", `The key "${key.name}" (${key.id}) ${reason}`, {
    key: key.name,
    key_id: key.id,
  });
}

async function findReason(keys: KeyStore, key: ApiKey, now: Date): Promise<string | null> {
  const { id, name, expiresAt, replacedAt } = key;
  if (isChosenKeyId(id)) {
    return "was chosen by an operator. Set another one in PROMPTRAIL_ADMIN_KEY and start the server again: it takes this one's place.";
  }
  if (replacedAt !== null) {
    const successor = (await keys.list()).find(
      (other) => other.name === name && other.replacedAt === null,
    );
    const cure =
      successor === undefined
        ? "Make another with `promptrail keys add`."
        : `Where nobody has its successor, rotate that: ${successor.id}.`;
    return `was replaced already, at ${replacedAt.toISOString()}. ${cure}`;
  }
  if (expiresAt === null || expiresAt > now) return null;
  return `expired at ${expiresAt.toISOString()}. Make another with \`promptrail keys add\`.`;
}
