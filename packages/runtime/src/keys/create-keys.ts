import { PromptrailError } from "@promptrail/core";
import {
  type ApiKey,
  coversKey,
  type KeyFacts,
  type KeyRequest,
  type KeyRotation,
  type KeyStore,
  type MadeKey,
  requireGrantable,
} from "@promptrail/core/lifecycle";
import { coversFamily, longestOverlapMs } from "@promptrail/core/portable";
import { ensureAdminKey } from "./ensure-admin-key.js";
import type { KeyGiver, KeyUseCases } from "./key-use-cases.js";
import { addNamedKey, makeKey } from "./make-key.js";
import { findPresentedKey } from "./presented-key.js";
import { requireRotatable } from "./require-rotatable.js";

export interface KeyPorts {
  /** The store of the keys. Throws where there is none. */
  readonly open: () => KeyStore;
  readonly environment: string;
  readonly now?: (() => Date) | undefined;
}

const defaultOverlapMs = 3_600_000;

/** Every use case over the keys of a store. */
export function createKeys({ open, environment, now = () => new Date() }: KeyPorts): KeyUseCases {
  const toKeyring = () => ({ keys: open(), environment });
  return {
    list: async ({ giver = null } = {}) => ({
      environment,
      keys: (await open().list()).filter((key) => isVisible(giver, key)).map(toFacts),
    }),
    isKnown: async (secret) =>
      (await findPresentedKey(secret, (keyId) => open().find(keyId), now())) !== null,
    add: async (request) => addKey(toKeyring(), request, now()),
    rotate: async (rotation) => rotateKey(toKeyring(), rotation, now()),
    revoke: async ({ keyId, giver = null }) => {
      const keys = open();
      const { id } = await findOwn(keys, keyId, giver);
      await keys.remove(id);
    },
    ensureAdmin: async (settings) => ensureAdminKey(open(), environment, settings),
    find: async (keyId) => open().find(keyId),
    noteUse: async (keyId, at) => open().noteUse(keyId, at),
  };
}

/** The store of an environment's keys. */
interface Keyring {
  readonly keys: KeyStore;
  readonly environment: string;
}

async function addKey(
  { keys, environment }: Keyring,
  { giver = null, ...request }: KeyRequest & KeyGiver,
  now: Date,
): Promise<MadeKey> {
  const { secret, key } = makeKey(environment, request, now);
  if (giver !== null) requireGrantable(giver, key);
  if (key.expiresAt !== null && key.expiresAt <= now) {
    throw new PromptrailError(
      "request_invalid",
      `The key would have expired at ${key.expiresAt.toISOString()} already. Name a later time, or none.`,
    );
  }
  await addNamedKey(keys, key);
  return { environment, secret, key: toFacts(key), replaced: null };
}

async function rotateKey(
  { keys, environment }: Keyring,
  { keyId, overlapMs = defaultOverlapMs, giver = null }: KeyRotation & KeyGiver,
  now: Date,
): Promise<MadeKey> {
  if (overlapMs > longestOverlapMs) {
    throw new PromptrailError(
      "request_invalid",
      "A key that is replaced works on for 30 days at most. Name a shorter overlap, or make another key and revoke this one later.",
    );
  }
  const old = await findOwn(keys, keyId, giver);
  await requireRotatable(keys, old, now);
  const span =
    old.expiresAt === null
      ? null
      : old.expiresAt.getTime() - old.createdAt.getTime() + now.getTime();
  const expiresAt = earliest(span, giver?.expiresAt?.getTime() ?? null) ?? undefined;
  const { name, scopes, families } = old;
  const { secret, key } = makeKey(environment, { name, scopes, families, expiresAt }, now);
  const until = new Date(now.getTime() + overlapMs);
  if ((await keys.replace(old.id, key, until)) === "refused") {
    // Somebody was faster, and what they did to the key says why.
    await requireRotatable(keys, await findOwn(keys, keyId, giver), now);
    throw unknownKey(keyId);
  }
  const end = earliest(old.expiresAt?.getTime() ?? null, until.getTime());
  const replaced = toFacts({ ...old, expiresAt: end });
  return { environment, secret, key: toFacts(key), replaced };
}

/** Without what a key is checked by. */
function toFacts({ id, name, scopes, families, ...key }: ApiKey): KeyFacts {
  const { createdAt, expiresAt, lastUsedAt } = key;
  return { id, name, scopes, families, createdAt, expiresAt, lastUsedAt };
}

/** Null stands for no end. */
function earliest(one: number | null, other: number | null): Date | null {
  const times = [one, other].filter((time) => time !== null);
  return times.length === 0 ? null : new Date(Math.min(...times));
}

/** A key that the giver may change: one that it could have given. */
async function findOwn(keys: KeyStore, keyId: string, giver: ApiKey | null): Promise<ApiKey> {
  const key = await keys.find(keyId);
  if (key === null || !isVisible(giver, key)) throw unknownKey(keyId);
  if (giver === null || coversKey(giver, key)) return key;
  throw new PromptrailError(
    "forbidden",
    `The key "${giver.name}" cannot change the key "${key.name}", which has more than it: ${key.scopes.join(", ")}. It has: ${giver.scopes.join(", ")}. Use a key that has as much.`,
    { key: giver.name, changed: key.name, scopes: [...key.scopes] },
  );
}

function isVisible(giver: ApiKey | null, { families }: ApiKey): boolean {
  return giver === null || families.every((glob) => coversFamily(giver.families, glob));
}

function unknownKey(keyId: string): PromptrailError {
  return new PromptrailError(
    "unknown_key",
    `There is no key with the id "${keyId}" here. \`promptrail keys list\` shows those that there are.`,
    { key_id: keyId },
  );
}
