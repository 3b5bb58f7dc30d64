import { PromptrailError } from "../errors/promptrail-error.js";
import { contentHashScheme } from "../prompt/hash-content.js";
import type { PromptVersion } from "../prompt/prompt-version.js";
import type { Registry } from "../registry/registry.js";
import { type Lock, type LockedFamily, type LockedVersion, lockFileName } from "./lock.js";

/** By family: the hashes of its suite, where it has one. */
export type SuiteHashes = ReadonlyMap<
  string,
  { readonly suiteHash: string; readonly datasetHash: string }
>;

/**
 * The lock that the code calls for, on top of the one that is committed.
 * It never rewrites a recorded hash, except a draft's.
 *
 * @throws PromptrailError `immutability_violation` where a recorded version's content changed or is gone.
 */
export function createLock(registry: Registry, hashes: SuiteHashes, previous: Lock | null): Lock {
  const families: Record<string, LockedFamily> = {};
  for (const family of registry.families) {
    families[family] = lockFamily(
      family,
      registry.versionsOf(family),
      hashes.get(family),
      previous?.families[family],
    );
  }
  for (const family of Object.keys(previous?.families ?? {})) {
    if (families[family] === undefined) throw deleted(`Family "${family}"`);
  }
  return { lockfileVersion: 1, hashScheme: contentHashScheme, families };
}

function lockFamily(
  family: string,
  versions: readonly PromptVersion[],
  hashes: { readonly suiteHash: string; readonly datasetHash: string } | undefined,
  previous: LockedFamily | undefined,
): LockedFamily {
  const locked: Record<string, LockedVersion> = {};
  for (const version of versions) {
    requireUnchanged(version, previous?.versions[version.version]);
    locked[version.version] = { hash: version.contentHash, status: version.status };
  }
  for (const number of Object.keys(previous?.versions ?? {})) {
    if (locked[number] === undefined) throw deleted(`${family}_v${number}`);
  }
  return {
    generation: nextGeneration(locked, previous),
    acknowledgedRevision: previous?.acknowledgedRevision ?? 0,
    suiteHash: hashes?.suiteHash ?? null,
    datasetHash: hashes?.datasetHash ?? null,
    versions: locked,
  };
}

function nextGeneration(
  locked: Readonly<Record<string, LockedVersion>>,
  previous: LockedFamily | undefined,
): number {
  if (previous === undefined) return 1;
  const moved = Object.entries(locked).some(
    ([version, { status }]) => status !== (previous.versions[version]?.status ?? "draft"),
  );
  return moved ? previous.generation + 1 : previous.generation;
}

function requireUnchanged(version: PromptVersion, recorded: LockedVersion | undefined): void {
  if (recorded === undefined || recorded.hash === version.contentHash) return;
  if (recorded.status === "draft") return;
  throw new PromptrailError(
    "immutability_violation",
    `${version.key} was edited after it was locked: its content hash is ${version.contentHash}, ${lockFileName} has ${recorded.hash}. Restore its text, and put the change under a new version number.`,
    { prompt: version.key, locked: recorded.hash, declared: version.contentHash },
  );
}

function deleted(what: string): PromptrailError {
  return new PromptrailError(
    "immutability_violation",
    `${what} is in ${lockFileName} but no longer in the code. A version is never deleted: restore it and give it the status "archived".`,
    {},
  );
}
