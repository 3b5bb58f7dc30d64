import { resolve } from "node:path";
import type { LoadedConfig } from "@promptrail/config";
import { PromptrailError, type Suite } from "@promptrail/core";
import { isJudgeEval, type JudgeEval } from "@promptrail/evals";

export interface FoundJudge {
  readonly suite: Suite;
  readonly check: JudgeEval;
  /** Where labels of people and the card stand, absolute. */
  readonly labelsFile: string;
  readonly cardFile: string;
}

export interface JudgeFiles {
  readonly labels?: string;
  readonly card?: string;
}

/**
 * A judge of a family's suite, by its name; without one, the only judge that it has.
 *
 * @throws PromptrailError `request_invalid`, which names what there is.
 */
export function findJudge(
  { config, projectFolder }: LoadedConfig,
  [family = "", name]: readonly string[],
  { labels, card }: JudgeFiles,
): FoundJudge {
  const suite = (config.suites ?? []).find((each) => each.family === family);
  const judges = (suite?.evals ?? []).filter(isJudgeEval);
  const names = judges.map((each) => each.name).join(", ");
  if (suite === undefined || judges.length === 0) {
    throw new PromptrailError(
      "request_invalid",
      `The suite of family "${family}" has no judge. Make one with defineRubric and defineJudge, and add it to the suite's evals.`,
      { family },
    );
  }
  const [only, ...others] = judges;
  const check = name === undefined ? only : judges.find((each) => each.name === name);
  if (check === undefined || (name === undefined && others.length > 0)) {
    throw new PromptrailError(
      "request_invalid",
      name === undefined
        ? `The suite of family "${family}" has ${judges.length} judges. Name one of them: ${names}.`
        : `The suite of family "${family}" has no judge "${name}". It has: ${names}.`,
      { family },
    );
  }
  const own = `judges/${family}-${check.name}`;
  return {
    suite,
    check,
    labelsFile: resolve(projectFolder, labels ?? `${own}.labels.jsonl`),
    cardFile: resolve(projectFolder, card ?? `${own}.card.json`),
  };
}
