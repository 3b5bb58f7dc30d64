import { join } from "node:path";
import { createLock, findRehashed, hashSuites, type RehashedVersion } from "@promptrail/check";
import {
  createRegistry,
  findAcknowledgedRevision,
  findLockedFamily,
  formatLock,
  type Lock,
  type LockedFamily,
  lockFileName,
} from "@promptrail/core/lifecycle";
import { versionKey } from "@promptrail/core/portable";
import { writeProjectFile } from "@promptrail/core/state-folder";
import { readLockFile } from "@promptrail/runtime";
import type { CommandScope, CommonOptions } from "../command-scope.js";
import { lockDocument } from "../documents/project-documents.js";
import { implementCommand } from "../implement-command.js";
import { nextSteps } from "../present/next-steps.js";
import { describeRehashed } from "../present/written/describe-rehashed.js";
import { type FoundHolds, findHolds } from "../project/live/find-holds.js";
import { loadCliProject } from "../project/load-cli-project.js";
import { findBaseLock, readBaseLock } from "../project/lock/read-base-lock.js";
import { toOneLine } from "../terminal.js";

interface LockOptions extends CommonOptions {
  readonly against?: string;
  readonly acknowledge?: true | readonly string[];
}

export const lockCommand = implementCommand({
  documents: { lock: lockDocument },
  run: async (scope, _args, options: LockOptions) => {
    const { folder, previous, lock, found, rehashed } = await renewLock(scope, options);
    const changed = previous === null || formatLock(previous) !== formatLock(lock);
    const file = join(folder, lockFileName);
    if (changed) writeProjectFile(file, formatLock(lock));
    return {
      text: [
        ...(found === null ? [] : describeHolds(previous, found)),
        ...(changed ? [`Wrote ${lockFileName}.`] : [`${lockFileName} is up to date.`]),
        ...(changed ? describeChanges(previous, lock) : []),
        ...describeRehashed(rehashed),
      ].join("\n"),
      json: {
        file,
        changed,
        families: lock.families,
        dropped: listDropped(previous, lock).map(({ key }) => key),
        rehashed: rehashed.map(toJson),
        ...(found === null ? {} : { environment: found.environment, acknowledged: found.holds }),
      },
      next: changed ? nextSteps.locked() : [],
    };
  },
});

interface RenewedLock {
  readonly folder: string;
  readonly previous: Lock | null;
  readonly lock: Lock;
  /** Null where nobody asked to acknowledge any. */
  readonly found: FoundHolds | null;
  readonly rehashed: readonly RehashedVersion[];
}

async function renewLock(scope: CommandScope, options: LockOptions): Promise<RenewedLock> {
  const { against, acknowledge } = options;
  const { projectFolder: folder, config } = await loadCliProject(scope);
  const registry = createRegistry(config.prompts);
  const previous = await readLockFile(folder);
  const hashes = await hashSuites(config.suites ?? []);
  const base = await (against === undefined ? findBaseLock(folder) : readBaseLock(folder, against));
  const settings = { base: base?.lock ?? null };
  // What the code itself makes impossible is told before a store is opened.
  const lock = createLock(registry, hashes, previous, settings);
  const rehashed = previous === null ? [] : findRehashed(previous, config.prompts);
  if (acknowledge === undefined) return { folder, previous, lock, found: null, rehashed };
  const found = await findHolds(scope, registry, acknowledge === true ? [] : acknowledge);
  const acknowledged = new Map(
    found.holds.map(({ family, revision }) => [family, { [found.environment]: revision }]),
  );
  const acknowledging = createLock(registry, hashes, previous, { ...settings, acknowledged });
  return { folder, previous, lock: acknowledging, found, rehashed };
}

function toJson({ prompt, from, to, sentBefore, sent }: RehashedVersion) {
  return { prompt: prompt.key, from, to, sent_before: sentBefore, sent };
}

function describeHolds(
  previous: Lock | null,
  { environment, holds }: FoundHolds,
): readonly string[] {
  if (holds.length === 0) {
    return [`No family has a hold in ${environment}: there is nothing to acknowledge.`];
  }
  return holds.map(({ family, revision, reason }) => {
    const before = findLockedFamily(previous, family)?.acknowledgedRevisions ?? {};
    const seen = findAcknowledgedRevision(before, environment);
    const verb = seen >= revision ? "was acknowledged before" : "is acknowledged";
    return `The rollback of ${family} in ${environment} at revision ${revision} ${verb}: ${toOneLine(reason)}`;
  });
}

function describeChanges(previous: Lock | null, lock: Lock): readonly string[] {
  const changed = Object.entries(lock.families).flatMap(([family, locked]) => {
    const before = previous?.families[family];
    const added = Object.keys(locked.versions).filter((version) => !before?.versions[version]);
    const moved = before !== undefined && before.generation !== locked.generation;
    return [
      ...added.map(
        (version) =>
          `  ${versionKey(family, Number(version))} added (${locked.versions[version]?.status})`,
      ),
      ...listMoved(family, before, locked),
      ...(moved ? [`  ${family} generation ${before.generation} → ${locked.generation}`] : []),
    ];
  });
  const dropped = listDropped(previous, lock).map(
    ({ key, status }) => `  ${key} dropped (${status})`,
  );
  return [...changed, ...dropped];
}

/** The versions that both locks have, with another text or another status. */
function listMoved(
  family: string,
  before: LockedFamily | undefined,
  { versions }: LockedFamily,
): readonly string[] {
  return Object.entries(versions).flatMap(([version, { hash, status }]) => {
    const known = before?.versions[version];
    if (known === undefined) return [];
    const key = versionKey(family, Number(version));
    return [
      ...(known.hash === hash ? [] : [`  ${key} edited (${status})`]),
      ...(known.status === status ? [] : [`  ${key} ${known.status} → ${status}`]),
    ];
  });
}

/** The versions that the lock before has, and this one has not. */
function listDropped(previous: Lock | null, lock: Lock) {
  return Object.entries(previous?.families ?? {}).flatMap(([family, { versions }]) =>
    Object.entries(versions)
      .filter(([version]) => findLockedFamily(lock, family)?.versions[version] === undefined)
      .map(([version, { status }]) => ({ key: versionKey(family, Number(version)), status })),
  );
}
