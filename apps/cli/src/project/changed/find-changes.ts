import { type ChangedFamily, createLock, findChangedFamilies, hashSuites } from "@promptrail/check";
import type { LoadedConfig } from "@promptrail/config";
import { createRegistry, type Lock } from "@promptrail/core/lifecycle";
import { versionKey } from "@promptrail/core/portable";
import type { WantedRun } from "../evaluating/evaluate-each.js";

/** What a branch changed, and what can be said of it. */
export interface Changes {
  readonly families: readonly ChangedFamily[];
  /** What a suite can judge, in the order of the families. */
  readonly wanted: readonly WantedRun[];
  /** Families that nothing can judge, though they are gated; a line each. */
  readonly problems: readonly string[];
  /** Families that ask for no gate and have no suite; a line each. */
  readonly notes: readonly string[];
}

/**
 * What the code has that the lock of the base has not, of one family or of all. A version of the base whose text
 * is another one cannot be compared with.
 *
 * @throws PromptrailError `immutability_violation` where a version of the base was edited or deleted;
 * `unknown_family`, `dataset_invalid`.
 */
export async function findChanges(
  { config }: LoadedConfig,
  base: Lock | null,
  family: string | undefined,
): Promise<Changes> {
  const registry = createRegistry(config.prompts);
  if (family !== undefined) registry.versionsOf(family);
  const suites = config.suites ?? [];
  const lock = createLock(registry, await hashSuites(suites), base, { base });
  const families = findChangedFamilies(base, lock).filter(
    (changed) => family === undefined || changed.family === family,
  );
  const judged = new Set(suites.map((suite) => suite.family));
  const unjudged = families.filter((changed) => !judged.has(changed.family));
  const isUngated = (changed: ChangedFamily) => config.families?.[changed.family]?.gate === "none";
  return {
    families,
    wanted: families.filter((changed) => judged.has(changed.family)).flatMap(toRuns),
    problems: unjudged.filter((changed) => !isUngated(changed)).map(describeProblem),
    notes: unjudged.filter(isUngated).map(describeNote),
  };
}

/** Each changed version against the base's active one; where only the suite changed, the active one alone. */
function toRuns({ family, versions, baseline }: ChangedFamily): readonly WantedRun[] {
  return versions.length === 0
    ? [{ family, version: undefined, baseline: null }]
    : versions.map((version) => ({ family, version, baseline }));
}

function describeProblem(changed: ChangedFamily): string {
  return `${describeChange(changed)}, and "${changed.family}" has no suite that could judge it. Make one with defineSuite and add it to the config's suites, or declare gate: "none" for the family.`;
}

function describeNote(changed: ChangedFamily): string {
  return `${describeChange(changed)}: "${changed.family}" declares gate: "none" and has no suite.`;
}

function describeChange({ family, versions }: ChangedFamily): string {
  const keys = versions.map((version) => versionKey(family, version));
  return keys.length === 0 ? `The suite of "${family}" is gone` : `${keys.join(", ")} changed`;
}
