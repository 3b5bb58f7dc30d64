import type { RollbackReport } from "@promptrail/core";
import { PromptrailError } from "@promptrail/core";
import { toOneLine } from "../terminal.js";

export const nothingChanged = "Dry run: nothing was changed.";

/** @throws PromptrailError `request_invalid` where the fleet is to be waited for, too. */
export function refuseWaiting(dryRun: boolean | undefined, wait: unknown): void {
  if (dryRun !== true || wait === undefined) return;
  throw new PromptrailError(
    "request_invalid",
    "--dry-run changes nothing, so there is nothing to wait for. Remove --wait.",
    { argument: "--wait" },
  );
}

type Effects = NonNullable<RollbackReport["effects"]>;

/** What a decision answers whose version was active already. */
export function describeAlready(
  { environment, dryRun }: { readonly environment: string; readonly dryRun: true | undefined },
  key: string,
): string {
  return dryRun === true
    ? `${nothingChanged}\n${key} is active in ${environment} already.`
    : `${key} was active in ${environment} already.`;
}

/** What a decision would do: its move, and what it would change beside. */
export function describeTried(move: string, effects: Effects | undefined): string {
  return [nothingChanged, move, ...describeEffects(effects)].join("\n");
}

/** What a decision would do beside its versions, and what it would leave; a line each. */
function describeEffects(effects: Effects | undefined): readonly string[] {
  if (effects === undefined) return [];
  const { hold, shadow, pending } = effects;
  return [...describeHold(hold), ...describeShadow(shadow), ...describePending(pending)].map(
    (line) => `  ${toOneLine(line)}`,
  );
}

function describeHold({ before, after }: Effects["hold"]): readonly string[] {
  if (after === null) {
    return before === null ? [] : [`The hold of revision ${before.revision} would end.`];
  }
  if (before === null) return ["A hold would be put on the family: deployments could not undo it."];
  return before.revision === after.revision
    ? [`The hold of revision ${before.revision} would stay as it is.`]
    : [`A new hold would replace that of revision ${before.revision}.`];
}

function describeShadow({ before, after }: Effects["shadow"]): readonly string[] {
  if (before === null) return [];
  const run = `The shadow run of v${before.version} on ${before.rate * 100} % of the calls`;
  return [after === null ? `${run} would end.` : `${run} would stay as it is.`];
}

function describePending({ before, after }: Effects["pending"]): readonly string[] {
  if (before === null) return [];
  return [
    after === null
      ? `The declared version would no longer wait. It waits because ${before}`
      : `The declared version would still wait, because ${after}`,
  ];
}
