import { PromptrailError, type Suite } from "@promptrail/core";
import type { JudgeFigures } from "@promptrail/core/lifecycle";
import type { EvalTask, Evaluator } from "../../runner/evaluator/evaluator.js";
import { raceEval } from "../../runner/evaluator/race-eval.js";
import type { RunJudge } from "../ask/ask-judge.js";
import type { JudgeSpending } from "../ask/vote.js";
import type { CorrectedCase } from "../correct/correct-judge.js";
import { isJudgeEval, type JudgeEval } from "./judge.js";
import { JudgeSession } from "./judge-session.js";
import { isSameModel, isSameModelFamily, type NamedModel } from "./model-family.js";

/** What asks the judges of a run. */
export interface Judging {
  readonly run: RunJudge;
  /** The models of the versions that are judged: none of them may be the judge. */
  readonly tested: readonly NamedModel[];
}

export interface OpenJudgesSettings {
  readonly suite: Suite;
  /** Undefined where nothing asks judges: their evals are then errors. */
  readonly judging: Judging | undefined;
  /** Runs all other evals. */
  readonly evaluator: Evaluator;
  readonly abandon: AbortSignal;
  readonly onSpent: (spent: JudgeSpending) => void;
}

/** The judges of one run. */
export interface OpenJudges {
  /** Judges in this thread, which has what asks them; all other evals where they ran before. */
  readonly evaluator: Evaluator;
  /** What each judge did; empty where the suite has none, or nothing asks them. */
  readonly finish: (cases: readonly CorrectedCase[]) => Promise<readonly JudgeFigures[]>;
}

/** @throws PromptrailError `request_invalid` where a judge is the model that it judges. */
export function openJudges(settings: OpenJudgesSettings): OpenJudges {
  const { suite, judging, evaluator } = settings;
  if (judging === undefined) return { evaluator, finish: async () => [] };
  const sessions = new Map(
    suite.evals.filter(isJudgeEval).map((check) => {
      return [check.name, openSession(check, judging, settings)] as const;
    }),
  );
  return {
    evaluator: {
      evaluate: async (task) => {
        const session = sessions.get(task.check.name);
        return session === undefined ? evaluator.evaluate(task) : ask(session, task);
      },
    },
    finish: (cases) => Promise.all([...sessions.values()].map((session) => session.finish(cases))),
  };
}

/** Within the judge's deadline, like any eval. */
async function ask(session: JudgeSession, task: EvalTask) {
  const { check } = task;
  const asking = {
    ...task,
    check: {
      name: check.name,
      version: check.version,
      mustPass: check.mustPass,
      timeoutMs: check.timeoutMs,
      needsGroundTruth: check.needsGroundTruth,
      evaluate: (_subject: unknown, { signal }: { readonly signal: AbortSignal }) =>
        session.judge(task, signal),
    },
  };
  return (await raceEval(asking)).reply;
}

function openSession(
  check: JudgeEval,
  { run, tested }: Judging,
  { suite: { family }, abandon, onSpent }: OpenJudgesSettings,
): JudgeSession {
  const { provider, model } = check.judge.rubric.prompt.content;
  const own = { provider, model };
  if (tested.some((each) => isSameModel(each, own))) {
    throw new PromptrailError(
      "request_invalid",
      `Judge "${check.name}" is ${model}, the model that it would judge, and a model may prefer its own answers. Nothing was run. Give the rubric ${check.judge.rubric.prompt.key} another model, of another family.`,
      { eval: check.name },
    );
  }
  const isSameFamily = tested.some((each) => isSameModelFamily(each, own));
  return new JudgeSession({ check, family, run, isSameFamily, abandon, onSpent });
}
