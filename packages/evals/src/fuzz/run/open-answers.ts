import type { Suite } from "@promptrail/core";
import { type AnswerBook, noAnswerBook } from "../../answers/answer-book.js";
import { estimateCase } from "../../evaluate/estimate-case.js";
import type { EvaluatedVersion, EvaluatePorts } from "../../evaluate/evaluate-ports.js";
import { toJudging } from "../../evaluate/kept-parts.js";
import { countAids, withAids, withinLimit } from "../../runner/evaluator/count-aids.js";
import type { Evaluator } from "../../runner/evaluator/evaluator.js";
import { openJudges } from "../../runner/evaluator/judging.js";
import { localEvaluator } from "../../runner/evaluator/race-eval.js";
import { SharedLists } from "../../runner/shared-lists.js";
import type { AnswersJudging } from "../../runner/trials/judge-answer.js";
import type { FuzzLimits } from "../fuzz-request.js";
import { AskedAnswers } from "./asked-answers.js";

interface OpenAnswersSettings<Version extends EvaluatedVersion> extends FuzzLimits {
  readonly ports: Pick<EvaluatePorts<Version>, "run" | "mostCostOf" | "aids" | "judging">;
  readonly version: Version;
  /** With the evals that are compared. */
  readonly suite: Suite & { readonly concurrency?: number };
  readonly evaluator?: Evaluator | undefined;
  /** By role: `version`, and `judge NAME` for each judge. */
  readonly books: ReadonlyMap<string, AnswerBook>;
}

/** The answers of one version, and what evals and judges spent beside them. */
export interface OpenAnswers {
  readonly answers: AskedAnswers;
  /** US dollars; null where a part is unknown. */
  readonly readAside: () => number | null;
}

/** What asks a version and judges its answers, as an eval does. */
export function openAnswers<Version extends EvaluatedVersion>(
  settings: OpenAnswersSettings<Version>,
): OpenAnswers {
  const { ports, version, suite, books, costLimit, callLimit, signal, abandon } = settings;
  const never = new AbortController().signal;
  let aside: number | null = 0;
  const spend = ({ cost }: { readonly cost: number | null }) => {
    aside = aside === null || cost === null ? null : aside + cost;
  };
  const limited = withinLimit(ports.aids, costLimit);
  const aids = limited === undefined ? undefined : countAids(limited, { onSpent: spend }).aids;
  const judges = openJudges(toJudging(settings, [version]), {
    suite,
    evaluator: withAids(settings.evaluator ?? localEvaluator, aids),
    abandon: abandon ?? never,
    onSpent: (spent) => {
      costLimit?.spendAside(spent);
      spend(spent);
    },
    requireRoom: () => costLimit?.requireRoom(),
  });
  const withTruth: AnswersJudging = {
    suite,
    evaluator: judges.evaluator,
    abandon: abandon ?? never,
    shared: new SharedLists(),
  };
  const evals = suite.evals.filter(({ needsGroundTruth }) => !needsGroundTruth);
  const answers = new AskedAnswers({
    run: (testCase, call) => ports.run(version, testCase, call),
    book: books.get("version") ?? noAnswerBook,
    judging: { withTruth, withoutTruth: { ...withTruth, suite: { ...suite, evals } } },
    costLimit,
    mostCost: estimateCase(ports, suite, [version]),
    callLimit,
    concurrency: settings.concurrency ?? suite.concurrency ?? 8,
    stop: AbortSignal.any([signal ?? never, abandon ?? never]),
  });
  return { answers, readAside: () => aside };
}
