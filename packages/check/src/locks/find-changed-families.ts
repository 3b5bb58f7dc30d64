import { findLockedFamily, type Lock, type LockedFamily } from "@promptrail/core/lifecycle";

/** What a lock has of one family that an earlier one, its base, has not. */
export interface ChangedFamily {
  readonly family: string;
  /** The versions that the base lacks or that are newly declared active; archived ones never run. */
  readonly versions: readonly number[];
  /** The version that the base declares active; null where it has none. */
  readonly baseline: number | null;
  /** True where the base has the family with another suite or dataset. */
  readonly isSuiteChanged: boolean;
}

/** The families that changed since the base in what an eval can judge, in the lock's order. */
export function findChangedFamilies(base: Lock | null, lock: Lock): readonly ChangedFamily[] {
  return Object.entries(lock.families)
    .map(([family, after]) => compareFamily(family, findLockedFamily(base, family), after))
    .filter(({ versions, isSuiteChanged }) => versions.length > 0 || isSuiteChanged);
}

function compareFamily(
  family: string,
  before: LockedFamily | undefined,
  after: LockedFamily,
): ChangedFamily {
  const known = before?.versions ?? {};
  const versions = Object.entries(after.versions).filter(([version, { status }]) => {
    const from = known[version]?.status;
    if (status === "archived") return false;
    return from === undefined || (status === "active" && from !== "active");
  });
  const active = Object.entries(known).find(([, { status }]) => status === "active");
  return {
    family,
    versions: versions.map(([version]) => Number(version)),
    baseline: active === undefined ? null : Number(active[0]),
    isSuiteChanged:
      before !== undefined &&
      (before.suiteHash !== after.suiteHash || before.datasetHash !== after.datasetHash),
  };
}
