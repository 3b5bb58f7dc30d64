import type { RollbackAllReport } from "@promptrail/core";

/**
 * What a run did, of the reports of its parts: what was done and left before it began stands in its preview.
 *
 * @param asked how many families the run was to roll back.
 */
export function joinReports(
  preview: RollbackAllReport,
  parts: readonly RollbackAllReport[],
  { idempotencyKey, asked }: { readonly idempotencyKey: string; readonly asked: number },
): RollbackAllReport {
  const before = preview.rolledBack.filter(({ alreadyApplied }) => alreadyApplied);
  // A part that was asked for twice tells of what it did both times.
  const done = new Map(
    parts
      .flatMap(({ rolledBack }) => rolledBack)
      .toReversed()
      .map((each) => [each.family, each]),
  );
  // So does one that was left, and it may be rolled back by the time of the second.
  const left = new Map(
    parts
      .flatMap((part) => part.left)
      .filter(({ family }) => !done.has(family))
      .map((each) => [each.family, each]),
  );
  const last = parts.at(-1);
  const { asFallback, activeModels } = preview;
  const joined = {
    dryRun: false,
    idempotencyKey,
    revision: last?.revision ?? preview.revision,
    rolledBack: [...before, ...[...done.values()].reverse()],
    left: [...preview.left, ...left.values()],
    remaining: asked - done.size - left.size,
    asFallback,
    activeModels,
  };
  return last?.fleet === undefined ? joined : { ...joined, fleet: last.fleet };
}
