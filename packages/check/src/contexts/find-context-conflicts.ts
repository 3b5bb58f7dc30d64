import type { InputSchema, PromptVersion } from "@promptrail/core";
import { describeInput, readJsonSchema, viewInput } from "@promptrail/core/lifecycle";
import { type Disagreement, findDisagreement } from "./find-disagreement.js";
import { fitsBoth } from "./fits-both.js";

/** Two versions of a family that no context fits together. */
export interface ContextConflict {
  /** The keys of the older and the newer version. */
  readonly prompts: readonly [string, string];
  readonly path: string;
  readonly message: string;
}

/**
 * The versions of a family that no context fits together. A call gives what all versions need that may
 * be live, which is each that is not archived: otherwise a promotion or a rollback refuses every caller.
 */
export function findContextConflicts(
  prompts: readonly PromptVersion[],
): readonly ContextConflict[] {
  const callable = prompts.filter(({ status, input }) => status !== "archived" && input !== null);
  const families = Map.groupBy(callable, ({ family }) => family);
  return [...families.values()].flatMap((versions) => {
    const ascending = versions.toSorted((one, other) => one.version - other.version);
    return ascending.flatMap((newer, at) => findConflict(newer, ascending.slice(0, at)));
  });
}

/** With the newest of the earlier versions that it does not go together with. */
function findConflict(
  newer: PromptVersion,
  earlier: readonly PromptVersion[],
): readonly ContextConflict[] {
  for (const older of earlier.toReversed()) {
    const found = compare(older, newer);
    if (found !== null) return [toConflict(older, newer, found)];
  }
  return [];
}

function compare({ input: one }: PromptVersion, { input: other }: PromptVersion) {
  if (one === null || other === null || one === other) return null;
  const older = viewInput(describeInput(one)).given;
  const newer = viewInput(describeInput(other)).given;
  const found = older === null || newer === null ? null : findDisagreement(older, newer);
  if (found === null || ![one, other].every(isWhollyDescribed)) return null;
  return fitsBoth([one, other], found) ? null : found;
}

/** Of one that is described in part only, no context can be made up to try. */
function isWhollyDescribed(schema: InputSchema): boolean {
  return readJsonSchema(schema, "input").json !== null;
}

function toConflict(
  { key: older }: PromptVersion,
  { key: newer }: PromptVersion,
  { path, inOlder, inNewer }: Disagreement,
): ContextConflict {
  const what = path === "" ? "the context" : `'${path}'`;
  return {
    prompts: [older, newer],
    path,
    message: `No context fits both ${older} and ${newer}: ${what} is ${inOlder} in ${older} and ${inNewer} in ${newer}. A call gives what every version needs that may be live. Let one of them take what the other takes, use another name, or give the one that nobody needs any more the status "archived".`,
  };
}
