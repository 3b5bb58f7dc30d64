import { PromptrailError, type PromptVersion } from "@promptrail/core";
import {
  type AcknowledgedRevisions,
  contentHashScheme,
  findLockedFamily,
  isHashOfEarlierScheme,
  type Lock,
  type LockedFamily,
  type LockedVersion,
  lockFileName,
  type Registry,
} from "@promptrail/core/lifecycle";
import { findMovedAcknowledgements, mergeAcknowledgements } from "./acknowledgements.js";
import { findMovedStatuses } from "./moved-statuses.js";
import { requireNothingDeleted } from "./require-nothing-deleted.js";
import { restateLock } from "./restate-lock.js";

/** By family: the hashes of its suite, where it has one. */
export type SuiteHashes = ReadonlyMap<
  string,
  { readonly suiteHash: string; readonly datasetHash: string }
>;

/** What a lock stands on, beside the one that is committed. */
export interface LockSettings {
  /** The lock that the work began from; null or absent where nobody knows one. */
  readonly base?: Lock | null;
  /** By family: the revisions of the holds that its author has seen and lets deployments end. */
  readonly acknowledged?: ReadonlyMap<string, AcknowledgedRevisions>;
}

/** One family's part of what the lock stands on. */
interface FamilyGround {
  readonly hashes: { readonly suiteHash: string; readonly datasetHash: string } | undefined;
  readonly previous: LockedFamily | undefined;
  readonly base: LockedFamily | undefined;
  readonly acknowledged: AcknowledgedRevisions | undefined;
}

/**
 * The lock that the code calls for, on top of the one that is committed.
 * It never rewrites a recorded hash and never drops a version, except a draft's that the base does not have, and never
 * takes an acknowledgement back. A family's generation grows by one when a declared status changes or a hold of
 * any environment is acknowledged, and passes the base's. A hash of an earlier scheme is written anew
 * where the code gives it under that scheme.
 *
 * @throws PromptrailError `immutability_violation` where a recorded version's content changed or is gone.
 */
export function createLock(
  registry: Registry,
  hashes: SuiteHashes,
  recorded: Lock | null,
  { base: baseLock = null, acknowledged = new Map() }: LockSettings = {},
): Lock {
  const prompts = registry.families.flatMap((family) => registry.versionsOf(family));
  const previous = recorded && restateLock(recorded, prompts);
  const base = baseLock && restateLock(baseLock, prompts);
  const families: Record<string, LockedFamily> = {};
  for (const family of registry.families) {
    const before = findLockedFamily(previous, family);
    families[family] = lockFamily(registry.versionsOf(family), {
      hashes: hashes.get(family),
      previous: before,
      base: findLockedFamily(base, family),
      acknowledged: acknowledged.get(family),
    });
  }
  requireNothingDeleted({ previous, base }, families);
  return { lockfileVersion: 1, hashScheme: contentHashScheme, families };
}

function lockFamily(versions: readonly PromptVersion[], ground: FamilyGround): LockedFamily {
  const { hashes, previous, base, acknowledged } = ground;
  const locked: Record<string, LockedVersion> = {};
  for (const version of versions) {
    const { version: number, contentHash, status } = version;
    requireUnchanged(version, previous?.versions[number], base?.versions[number]);
    locked[number] = { hash: contentHash, status };
  }
  const acknowledgedRevisions = mergeAcknowledgements(
    previous?.acknowledgedRevisions,
    base?.acknowledgedRevisions,
    acknowledged,
  );
  return {
    generation: nextGeneration({ acknowledgedRevisions, versions: locked }, ground),
    acknowledgedRevisions,
    suiteHash: hashes?.suiteHash ?? null,
    datasetHash: hashes?.datasetHash ?? null,
    versions: locked,
  };
}

function nextGeneration(
  { acknowledgedRevisions, versions }: Pick<LockedFamily, "acknowledgedRevisions" | "versions">,
  { previous, base }: FamilyGround,
): number {
  const differs = (from: LockedFamily) =>
    findMovedAcknowledgements(from.acknowledgedRevisions, acknowledgedRevisions).length > 0 ||
    findMovedStatuses(from.versions, versions).length > 0;
  const next = (from: LockedFamily | undefined) =>
    from === undefined ? 1 : from.generation + (differs(from) ? 1 : 0);
  // Two branches that each took the next generation merge into one: only the base tells.
  return Math.max(next(previous), next(base));
}

function requireUnchanged(
  version: PromptVersion,
  recorded: LockedVersion | undefined,
  based: LockedVersion | undefined,
): void {
  const own = recorded?.status === "draft" ? undefined : recorded;
  const fixed = based ?? own;
  if (fixed === undefined || fixed.hash === version.contentHash) return;
  if (based === undefined && isHashOfEarlierScheme(version, fixed.hash))
    throw mergedHash(version.key);
  throw new PromptrailError(
    "immutability_violation",
    `${version.key} was edited after it was locked: its content hash is ${version.contentHash}, but in ${lockFileName}${based === undefined ? "" : " of the merge base"} it is ${fixed.hash}. Restore its text, run \`promptrail new ${version.family}\`, and make the change in the version that this writes.`,
    { prompt: version.key, locked: fixed.hash, declared: version.contentHash },
  );
}

/** What a branch's lock of an earlier scheme leaves when it is merged, line by line, into one of today's. */
function mergedHash(key: string): PromptrailError {
  return new PromptrailError(
    "lock_stale",
    `${lockFileName} has a hash of an earlier scheme for ${key}, perhaps after a merge. Remove the line of this version and run \`promptrail lock\`.`,
    { prompt: key },
  );
}
