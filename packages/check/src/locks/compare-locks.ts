import { PromptrailError } from "@promptrail/core";
import {
  findLockedFamily,
  type Lock,
  type LockedFamily,
  lockFileName,
} from "@promptrail/core/lifecycle";
import { versionKey } from "@promptrail/core/portable";
import { findMovedAcknowledgements } from "./acknowledgements.js";
import { findMovedStatuses } from "./moved-statuses.js";

/**
 * What a lock may not change of an earlier one, `base`; empty where it keeps to that. A recorded hash is
 * for ever, a version is never deleted, and whatever a deployment is to take needs a new generation.
 *
 * @param ref Names where `base` is from, for the messages: `origin/main`.
 */
export function compareLocks(base: Lock, lock: Lock, ref: string): readonly PromptrailError[] {
  return Object.entries(base.families).flatMap(([family, before]) => {
    const after = findLockedFamily(lock, family);
    if (after === undefined) return [deleted(`Family "${family}"`, ref, { family })];
    return [
      ...findChangedVersions(family, before, after, ref),
      ...findStaleGeneration(family, before, after, ref),
    ];
  });
}

function findChangedVersions(
  family: string,
  before: LockedFamily,
  after: LockedFamily,
  ref: string,
): readonly PromptrailError[] {
  return Object.entries(before.versions).flatMap(([version, { hash }]) => {
    const key = versionKey(family, Number(version));
    const data = { family, version: Number(version) };
    const kept = after.versions[version];
    if (kept === undefined) return [deleted(key, ref, data)];
    if (kept.hash === hash) return [];
    return [
      new PromptrailError(
        "immutability_violation",
        `${key} was edited without a new version: its content hash is ${kept.hash}, but in ${ref} it is ${hash}. Restore its text, declare the change under a new version number (\`promptrail new ${family}\` writes one), and run \`promptrail lock --against ${ref}\`.`,
        { ...data, locked: hash, declared: kept.hash },
      ),
    ];
  });
}

function findStaleGeneration(
  family: string,
  before: LockedFamily,
  after: LockedFamily,
  ref: string,
): readonly PromptrailError[] {
  if (after.generation > before.generation) return [];
  const changes = describeChanges(family, before, after);
  if (changes.length === 0 && after.generation === before.generation) return [];
  const what =
    changes.length === 0
      ? `Family "${family}" went back from generation ${before.generation} to ${after.generation}`
      : `Family "${family}" changes ${changes.join(", ")} at generation ${after.generation}, but ${ref} is at ${before.generation} already`;
  return [
    new PromptrailError(
      "lock_stale",
      `${what}, so no deployment would apply it. Run \`promptrail lock --against ${ref}\`, which gives the family a new generation, and commit ${lockFileName}.`,
      { family, generation: after.generation, base_generation: before.generation },
    ),
  ];
}

function describeChanges(
  family: string,
  before: LockedFamily,
  after: LockedFamily,
): readonly string[] {
  const moved = findMovedStatuses(before.versions, after.versions);
  const acknowledged = findMovedAcknowledgements(
    before.acknowledgedRevisions,
    after.acknowledgedRevisions,
  );
  return [
    ...moved.map(
      ({ version, from, to }) => `${versionKey(family, Number(version))} from ${from} to ${to}`,
    ),
    ...acknowledged.map(
      ({ environment, from, to }) =>
        `the acknowledged revision of ${environment} from ${from || "none"} to ${to || "none"}`,
    ),
  ];
}

function deleted(
  what: string,
  ref: string,
  data: { readonly family: string; readonly version?: number },
): PromptrailError {
  return new PromptrailError(
    "immutability_violation",
    `${what} is in the ${lockFileName} of ${ref} and was deleted here. A version must stay in the code: restore it and give it the status "archived".`,
    { ...data },
  );
}
