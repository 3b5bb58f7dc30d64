import { PromptrailError } from "@promptrail/core";
import { suggest } from "@promptrail/core/errors";
import { contentDigest } from "@promptrail/core/lifecycle";
import { defineEval } from "../../suite/define-eval.js";
import { names, usualRequirements } from "../card/judge-requirements.js";
import type { Judge, JudgeEval } from "./judge.js";
import type { JudgeSettings } from "./judge-settings.js";
import { requireJudgeSettings } from "./require-judge-settings.js";

const usualTimeoutMs = 120_000;

/**
 * An eval that asks a model. It runs where a run is given what asks it: by `promptrail eval`, or with `judging` of
 * `runEval`, `runPairedEval` and `evaluate`.
 *
 * @throws PromptrailError `invalid_definition`.
 */
export function defineJudge(settings: JudgeSettings): JudgeEval {
  requireJudgeSettings(settings);
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
