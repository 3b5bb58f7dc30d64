import { PromptrailError } from "@promptrail/core";
import {
  type ApiKey,
  coversKey,
  type KeyStore,
  requireGrantable,
} from "@promptrail/core/lifecycle";
import { coversFamily } from "@promptrail/core/portable";
import {
  type KeyList,
  type KeyRequest,
  type KeyRotation,
  longestOverlapMs,
  type MadeKey,
} from "@promptrail/http-api";
import { addNamedKey, makeKey } from "./create-key.js";
import { requireRotatable } from "./require-rotatable.js";

export interface KeyringSettings {
  readonly keys: KeyStore;
  readonly environment: string;
  /** The key that asks: it sees and changes no more than it has. Null for whoever has the store itself. */
  readonly giver: ApiKey | null;
  readonly now?: () => Date;
}

/** What can be done with the keys of an environment. Every method throws PromptrailError. */
export interface Keyring {
  /** Those for families that the giver has. */
  listKeys(): Promise<KeyList>;
  /** `forbidden` for more than the giver has; `request_invalid` for a name that another key has. */
  addKey(request: KeyRequest): Promise<MadeKey>;
  /**
   * A successor with the same name, scopes, families and life span. `unknown_key`, `forbidden`;
   * `not_eligible` for a key that was replaced before, has expired or was chosen by an operator.
   */
  rotateKey(rotation: KeyRotation): Promise<MadeKey>;
  /** `unknown_key`, `forbidden`. */
  revokeKey(keyId: string): Promise<void>;
}

const defaultOverlapMs = 3_600_000;

/** What the holder of a key may do with the keys of its environment. Its methods throw the codes that they name. */
export function createKeyring(settings: KeyringSettings): Keyring {
  const { keys, environment, now = () => new Date() } = settings;
  return {
    listKeys: async () => ({
      environment,
      keys: (await keys.list()).filter((key) => isVisible(settings, key)),
    }),
    addKey: (request) => addKey(settings, request, now()),
    rotateKey: (rotation) => rotateKey(settings, rotation, now()),
    revokeKey: async (keyId) => {
      const { id } = await findOwn(settings, keyId);
      await keys.remove(id);
    },
  };
}

async function addKey(
  { keys, environment, giver }: KeyringSettings,
  request: KeyRequest,
  now: Date,
): Promise<MadeKey> {
  const { secret, key } = makeKey(environment, request, now);
  if (giver !== null) requireGrantable(giver, key);
  if (key.expiresAt !== null && key.expiresAt <= now) {
    throw new PromptrailError(
      "request_invalid",
      `The key would have expired at ${key.expiresAt.toISOString()} already. Give a later time, or no time.`,
    );
  }
  await addNamedKey(keys, key);
  return { environment, secret, key, replaced: null };
}

async function rotateKey(
  settings: KeyringSettings,
  { keyId, overlapMs = defaultOverlapMs }: KeyRotation,
  now: Date,
): Promise<MadeKey> {
  const { keys, environment, giver } = settings;
  if (overlapMs > longestOverlapMs) {
    throw new PromptrailError(
      "request_invalid",
      "The overlap is too long: a replaced key remains valid for at most 30 days. Give a shorter overlap, or create another key and revoke this one later.",
    );
  }
  const old = await findOwn(settings, keyId);
  await requireRotatable(keys, old, now);
  const span =
    old.expiresAt === null
      ? null
      : old.expiresAt.getTime() - old.createdAt.getTime() + now.getTime();
  const expiresAt = earliest(span, giver?.expiresAt?.getTime() ?? null);
  const { name, scopes, families } = old;
  const { secret, key } = makeKey(environment, { name, scopes, families, expiresAt }, now);
  const until = new Date(now.getTime() + overlapMs);
  if ((await keys.replace(old.id, key, until)) === "refused") {
    // Somebody was faster, and what they did to the key says why.
    await requireRotatable(keys, await findOwn(settings, keyId), now);
    throw unknownKey(keyId);
  }
  const end = earliest(old.expiresAt?.getTime() ?? null, until.getTime());
  return { environment, secret, key, replaced: { ...old, expiresAt: end } };
}

/** Null stands for no end. */
function earliest(one: number | null, other: number | null): Date | null {
  const times = [one, other].filter((time) => time !== null);
  return times.length === 0 ? null : new Date(Math.min(...times));
}

/** A key that the giver may change: one that it could have given. */
async function findOwn(settings: KeyringSettings, keyId: string): Promise<ApiKey> {
  const { keys, giver } = settings;
  const key = await keys.find(keyId);
  if (key === null || !isVisible(settings, key)) throw unknownKey(keyId);
  if (giver === null || coversKey(giver, key)) return key;
  throw new PromptrailError(
    "forbidden",
    `The key "${giver.name}" cannot change the key "${key.name}", which has more scopes or families: ${key.scopes.join(", ")}. Its own scopes are: ${giver.scopes.join(", ")}. Use a key that has at least as many.`,
    { key: giver.name, changed: key.name, scopes: [...key.scopes] },
  );
}

function isVisible({ giver }: KeyringSettings, { families }: ApiKey): boolean {
  return giver === null || families.every((glob) => coversFamily(giver.families, glob));
}

function unknownKey(keyId: string): PromptrailError {
  return new PromptrailError(
    "unknown_key",
    `There is no key with the id "${keyId}" here. \`promptrail keys list\` shows the keys.`,
    { key_id: keyId },
  );
}
