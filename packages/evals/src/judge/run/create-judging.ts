import { PromptrailError } from "@promptrail/core";
import { type AnswerBook, noAnswerBook } from "../../answers/answer-book.js";
import type { EvalTask } from "../../runner/evaluator/evaluator.js";
import type { Judging, OpenJudges, OpenJudgesSettings } from "../../runner/evaluator/judging.js";
import { raceEval } from "../../runner/evaluator/race-eval.js";
import type { RunJudge } from "../ask/ask-judge.js";
import { isJudgeEval, type JudgeEval } from "../definition/judge.js";
import { JudgeSession } from "./judge-session.js";
import { isSameModel, isSameModelFamily, type NamedModel } from "./model-family.js";

export interface JudgingSettings {
  readonly run: RunJudge;
  /** The models of the versions that are judged: none of them may be the judge. */
  readonly tested: readonly NamedModel[];
  /** What a judge said before, by its eval's name. Default: each judge is asked. */
  readonly verdictsOf?: ((name: string) => AnswerBook) | undefined;
}

/** What asks the judges of a run: `judging` of `runEval` and `runPairedEval`. */
export function createJudging(judging: JudgingSettings): Judging {
  return Object.freeze({
    open: (settings: OpenJudgesSettings) => openSessions(judging, settings),
  });
}

function openSessions(judging: JudgingSettings, settings: OpenJudgesSettings): OpenJudges {
  const { suite, evaluator } = settings;
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
    finish: async (readCases) => {
      if (sessions.size === 0) return [];
      const cases = readCases();
      return Promise.all([...sessions.values()].map((session) => session.finish(cases)));
    },
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
      weight: check.weight,
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
  { run, tested, verdictsOf = () => noAnswerBook }: JudgingSettings,
  { suite: { family }, abandon, onSpent, requireRoom }: OpenJudgesSettings,
): JudgeSession {
  const { provider, model } = check.judge.rubric.prompt.content;
  const own = { provider, model };
  if (tested.some((each) => isSameModel(each, own))) {
    throw new PromptrailError(
      "request_invalid",
      `Judge "${check.name}" is ${model}, the model that it would judge, and a model may prefer its own answers. Nothing was run. Leave ${model} out of what is judged, or give the rubric ${check.judge.rubric.prompt.key} a model that is not judged, best of another family; it then needs another card.`,
      { eval: check.name },
    );
  }
  const isSameFamily = tested.some((each) => isSameModelFamily(each, own));
  const verdicts = verdictsOf(check.name);
  const spending = { onSpent, requireRoom };
  return new JudgeSession({ check, family, run, verdicts, isSameFamily, abandon, ...spending });
}
