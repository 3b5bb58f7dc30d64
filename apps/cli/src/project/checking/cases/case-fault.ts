import { relative, sep } from "node:path";
import type { Finding } from "@promptrail/check";
import type { Suite } from "@promptrail/core";
import { suggest, toErrorText } from "@promptrail/core/errors";
import { cutText, describeIssues, listSome } from "@promptrail/core/portable";
import type { PlacedCase } from "@promptrail/evals/datasets";
import type { EvaluatedSchema } from "./list-evaluated.js";

const code = "case_invalid";

/** Why an eval would refuse a case's context, in words without a value of it; null where it would not. */
export async function findFault(
  { testCase: { context } }: PlacedCase,
  { schema, taken }: EvaluatedSchema,
  known: ReadonlySet<string> | null,
): Promise<string | null> {
  if (typeof context !== "object" || context === null) return "it must be an object of variables";
  const given = Object.entries(context);
  const unknown = known === null ? undefined : given.find(([name]) => !known.has(name))?.[0];
  if (known !== null && unknown !== undefined) {
    return `there is no variable "${cutText(unknown)}".${suggest(unknown, [...known])} Known variables: ${listSome([...known])}`;
  }
  // As a call hands it over: an older version is not given what only newer ones take.
  const handed = Object.fromEntries(given.filter(([name]) => taken?.has(name) !== false));
  try {
    const { issues } = await schema["~standard"].validate(handed);
    return issues === undefined ? null : describeIssues(issues);
  } catch (error) {
    return `the schema throws: ${toErrorText(error)}`;
  }
}

interface CaseFault {
  readonly fault: string;
  readonly schema: EvaluatedSchema;
  readonly projectFolder: string;
}

export function toFinding(
  { testCase, place: { source, line } }: PlacedCase,
  { fault, schema: { keys, severity }, projectFolder }: CaseFault,
): Finding {
  const what = `the context of case "${testCase.id}" does not fit ${keys.join(", ")}: ${fault}. Correct the case, or the version's input schema.`;
  if (line === null) return { severity, code, message: `${source}: ${what}` };
  const file = relative(projectFolder, source).split(sep).join("/");
  return { severity, code, message: what, place: { file, line, column: 1 } };
}

/** What is told of the cases that are not shown one by one. */
export function describeMore(
  { family, dataset }: Suite,
  { keys, severity }: EvaluatedSchema,
  more: number,
): Finding {
  const subject = more === 1 ? "1 more case does" : `${more} more cases do`;
  const message = `${dataset.name}, the dataset of "${family}": ${subject} not fit ${keys.join(", ")}.`;
  return { severity, code, message };
}
