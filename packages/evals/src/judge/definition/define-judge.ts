import { PromptrailError } from "@promptrail/core";
import { suggest } from "@promptrail/core/errors";
import { contentDigest } from "@promptrail/core/lifecycle";
import { defineEval } from "../../suite/define-eval.js";
import type { JudgeCard } from "../card/judge-card.js";
import { type JudgeRequirements, names, usualRequirements } from "../card/judge-requirements.js";
import type { JudgeLabel } from "../labels/judge-label.js";
import type { Rubric } from "../rubric/rubric.js";
import type { Judge, JudgeEval } from "./judge.js";

export interface JudgeSettings {
  /** Lower case, unique in its suite: `reads_well`. */
  readonly name: string;
  readonly rubric: Rubric;
  /** Its card, as `readJudgeCard` reads it. Null or left out: the judge may not gate, and the verdict says so. */
  readonly card?: JudgeCard | null;
  /** How often each question is asked; a comparison so often in each order. Default: 1. */
  readonly repeats?: number;
  /** An answer passes from this score on. Default: 0.5; of a comparison, a tie passes. A rubric of criteria passes where each does. */
  readonly passScore?: number;
  /** Whether the judge is shown the case's ground truth. Default: true; false lets it judge answers of production. */
  readonly showGroundTruth?: boolean;
  /** What is asked of its card. What differs from the usual is told beside every verdict. */
  readonly requires?: Partial<JudgeRequirements>;
  /** Labels, as `readJudgeLabels` reads them: where they are of a run's own answers, they correct its figures. */
  readonly labels?: readonly JudgeLabel[];
  /** US dollars that it may cost in one run. It is then asked no more, and the run is inconclusive. No part of the suite hash. */
  readonly maxCost?: number;
  /** How much it counts in an answer's score, beside the suite's other evals: as `defineEval`'s. Default: 1. */
  readonly weight?: number;
  /** For all its questions about one answer, in milliseconds. No part of the suite hash. Default: 120,000. */
  readonly timeoutMs?: number;
}

const usualTimeoutMs = 120_000;

/**
 * An eval that asks a model. It runs where a run is given what asks it: by `promptrail eval`, or with `judging` of
 * `runEval`, `runPairedEval` and `evaluate`.
 *
 * @throws PromptrailError `invalid_definition`.
 */
export function defineJudge(settings: JudgeSettings): JudgeEval {
  const { name, rubric, weight = 1, card = null, labels = [] } = settings;
  const { timeoutMs = usualTimeoutMs } = settings;
  const { repeats = 1, passScore = 0.5, showGroundTruth = true, maxCost = null } = settings;
  const requirements = { ...usualRequirements, ...settings.requires };
  requireSettings(name, { repeats, passScore, requirements, maxCost });
  const hash = contentDigest({
    rubric: rubric.hash,
    repeats,
    passScore,
    showGroundTruth,
    requirements,
  });
  const check = defineEval({
    name,
    weight,
    timeoutMs,
    needsGroundTruth: showGroundTruth,
    evaluate: () => {
      throw new Error(
        "asks a model, and this run was given nothing that asks it. Run it with `promptrail eval`, or give the run `judging`.",
      );
    },
  });
  const judge: Judge = Object.freeze({
    rubric,
    repeats,
    passScore,
    showsGroundTruth: showGroundTruth,
    card,
    requirements,
    labels,
    maxCost,
    hash,
  });
  return Object.freeze({ ...check, judge });
}

function requireSettings(
  name: string,
  settings: Pick<Judge, "repeats" | "passScore" | "requirements" | "maxCost">,
): void {
  const { repeats, passScore, requirements, maxCost } = settings;
  const refuse = (reason: string): never => {
    throw new PromptrailError("invalid_definition", `Judge "${name}" ${reason}`, { eval: name });
  };
  if (!Number.isSafeInteger(repeats) || repeats < 1 || repeats > 20) {
    refuse(`has ${repeats} as its repeats. Give a whole number from 1 to 20.`);
  }
  if (!(passScore > 0 && passScore <= 1)) {
    refuse(`has the passScore ${passScore}. Give one above 0 and at most 1.`);
  }
  if (maxCost !== null && !(maxCost > 0 && Number.isFinite(maxCost))) {
    refuse(`has the maxCost ${maxCost}. Give US dollars, more than 0.`);
  }
  const unknown = Object.keys(requirements).find((key) => !names.some((known) => known === key));
  if (unknown !== undefined) {
    refuse(`requires "${unknown}", which does not exist.${suggest(unknown, [...names])}`);
  }
  for (const key of names) {
    const value = requirements[key];
    if (!(value >= 0 && value <= 1)) refuse(`requires ${key} ${value}. Give one from 0 to 1.`);
  }
}
