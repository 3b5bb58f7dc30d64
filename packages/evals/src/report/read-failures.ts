import type { Case, Suite } from "@promptrail/core";
import { toInput } from "../datasets/turns/to-input.js";
import type { Trial } from "../runner/case-result.js";
import { type CaseProblem, findProblems } from "./find-problems.js";

/** What one version answered to a case. */
export interface AnsweredSide {
  /** `product_description_v2` */
  readonly title: string;
  readonly trials: readonly Trial[];
}

/** A case that did not pass, or has no result, with all that a person needs to see why. */
export interface Failure extends CaseProblem {
  /** Of a case with turns, the context and the turns. */
  readonly context: unknown;
  readonly groundTruth: unknown;
  /** The version that did not pass, then the one that it is compared with. */
  readonly sides: readonly AnsweredSide[];
}

interface CaseSides {
  readonly id: string;
  readonly sides: readonly AnsweredSide[];
}

/**
 * The first cases that the first side did not pass, with their rows of the dataset, which is read for them again.
 * Throws `dataset_invalid`.
 */
export async function readFailures(
  { dataset }: Pick<Suite, "dataset">,
  cases: readonly CaseSides[],
  limit: number,
): Promise<readonly Failure[]> {
  const judged = cases.map(({ id, sides: [first] }) => ({ id, trials: first?.trials ?? [] }));
  const problems = findProblems(judged, limit);
  const sides = new Map(cases.map((each) => [each.id, each.sides]));
  const rows = await readRows(dataset.read(), new Set(problems.map(({ id }) => id)));
  return problems.map((problem) => {
    const row = rows.get(problem.id);
    return {
      ...problem,
      context: row === undefined ? undefined : toInput(row),
      groundTruth: row?.groundTruth,
      sides: sides.get(problem.id) ?? [],
    };
  });
}

/** The rows of some cases, for which the dataset is read as far as the last of them. Throws `dataset_invalid`. */
export async function readRows(
  cases: AsyncIterable<Case>,
  ids: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Case>> {
  const rows = new Map<string, Case>();
  if (ids.size === 0) return rows;
  for await (const testCase of cases) {
    if (ids.has(testCase.id)) rows.set(testCase.id, testCase);
    if (rows.size === ids.size) break;
  }
  return rows;
}
