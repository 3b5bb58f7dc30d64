import { PromptrailError } from "@promptrail/core";
import {
  findLockedFamily,
  type Lock,
  type LockedFamily,
  lockFileName,
} from "@promptrail/core/lifecycle";
import { versionKey } from "@promptrail/core/portable";

/** The locks that a new one stands on. */
interface LockHistory {
  /** The committed one. */
  readonly previous: Lock | null;
  /** Null where nobody knows one. */
  readonly base: Lock | null;
}

/**
 * A version stays in the code for ever: it may be live somewhere, and calls and evidence point at it. What nobody else
 * has seen yet is another matter: a draft that the base does not have, and a whole family that a known base does not have.
 *
 * @throws PromptrailError `immutability_violation` for what may not be deleted.
 */
export function requireNothingDeleted(
  { previous, base }: LockHistory,
  families: Readonly<Record<string, LockedFamily>>,
): void {
  for (const [family, before] of Object.entries(previous?.families ?? {})) {
    const merged = findLockedFamily(base, family);
    if (!Object.hasOwn(families, family)) {
      if (base === null || merged !== undefined) {
        throw deletedFamily(family, merged !== undefined);
      }
      continue;
    }
    for (const [number, recorded] of Object.entries(before.versions)) {
      const isKept = families[family]?.versions[number] !== undefined;
      const isMerged = merged?.versions[number] !== undefined;
      const mayGo = recorded.status === "draft" && !isMerged;
      if (!isKept && !mayGo) throw deletedVersion(versionKey(family, Number(number)), isMerged);
    }
  }
}

const rule = "A version must stay in the code";

function deletedFamily(family: string, isMerged: boolean): PromptrailError {
  const exception = isMerged
    ? ""
    : " If it was never merged, `promptrail lock --against REF`, with the ref that your branch began from, drops it.";
  return new PromptrailError(
    "immutability_violation",
    `Family "${family}" is in ${nameLock(isMerged)} but no longer in the code. ${rule}: restore it.${exception}`,
    { family },
  );
}

function deletedVersion(key: string, isMerged: boolean): PromptrailError {
  const exception = isMerged
    ? ""
    : " Only a draft may be deleted: if this version was never merged, restore it as a draft, run `promptrail lock`, and then delete it.";
  return new PromptrailError(
    "immutability_violation",
    `${key} is in ${nameLock(isMerged)} but no longer in the code. ${rule}: restore it and give it the status "archived".${exception}`,
    { prompt: key },
  );
}

function nameLock(isMerged: boolean): string {
  return isMerged ? `${lockFileName} of the merge base` : lockFileName;
}
