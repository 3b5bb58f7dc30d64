import type { Case, Dataset, Suite } from "@promptrail/core";
import type { CallLimit } from "./bounds/call-limit.js";
import type { CaseSelection } from "./bounds/case-selection.js";
import type { CostLimit } from "./bounds/cost-limit.js";
import type { KeptCases } from "./collect/kept-answers.js";
import type { Progress } from "./collect/track-progress.js";
import { withAids, withinLimit } from "./evaluator/count-aids.js";
import type { EvalAids } from "./evaluator/eval-aids.js";
import type { Evaluator } from "./evaluator/evaluator.js";
import { type Judging, type OpenJudges, openJudges } from "./evaluator/judging.js";
import { localEvaluator } from "./evaluator/race-eval.js";
import { SharedLists } from "./shared-lists.js";
import type { AnswersJudging } from "./trials/judge-answer.js";

/**
 * What a case may cost at most, in US dollars, with its judges; null where nobody knows.
 *
 * @param calls how many answers each side of the run asks for, in the order of the sides.
 */
export type MostCost = (testCase: Case, calls: readonly number[]) => Promise<number | null>;

/** What a run of one version and a run of two have in common. */
export interface RunSettings {
  readonly suite: Suite & { readonly concurrency?: number };
  /** How many calls run at once. Default: the suite's, else 8. */
  readonly concurrency?: number | undefined;
  /** Stops the run: nothing new begins, what runs is finished, the rest is reported as missing. */
  readonly signal?: AbortSignal | undefined;
  /** Cuts what runs, too: `run` gets this signal, and a case that it cuts is missing. */
  readonly abandon?: AbortSignal | undefined;
  /** Runs a part of the dataset, which is no verdict. Default: all of it. */
  readonly select?: CaseSelection | undefined;
  /** What it may cost, together with other runs that have the same limit. It ends before it would cost more. */
  readonly costLimit?: CostLimit | undefined;
  /** What the first case is counted as in `costLimit`. Default: it begins whatever it costs. */
  readonly mostCost?: MostCost | undefined;
  /** How many answers it may ask for, together with other runs that have the same limit. */
  readonly callLimit?: CallLimit | undefined;
  /** Asks once more, after the last case, for each answer that a vendor's passing fault kept away. Default: false. */
  readonly retryErrors?: boolean | undefined;
  /**
   * Runs the evals. Default: this thread, against their deadlines; it cannot stop synchronous code, which
   * `openEvalWorkers` can.
   */
  readonly evaluator?: Evaluator | undefined;
  /** What evals may ask: other prompts and embeddings. Without it, an eval that asks is an error of its case. */
  readonly aids?: EvalAids | undefined;
  /** Asks the suite's judges. Without it, each of them is an error of its case. */
  readonly judging?: Judging | undefined;
  /** Called before the first case is asked for, where answers to some are kept. What it throws is ignored. */
  readonly onKept?: ((kept: KeptCases) => void) | undefined;
  /** Called after each case. What it throws is ignored: who watches a run cannot break it. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

interface FilledSettings {
  readonly concurrency: number;
  readonly abandon: AbortSignal;
  readonly select: CaseSelection | null;
  readonly costLimit: CostLimit | null;
  readonly mostCost: MostCost;
  readonly callLimit: CallLimit | null;
  readonly retryErrors: boolean;
  readonly onKept: (kept: KeptCases) => void;
  readonly onProgress: (progress: Progress) => void;
  readonly dataset: Dataset;
  readonly judging: AnswersJudging;
  readonly judges: OpenJudges;
  /** Fires where the run is stopped or abandoned. */
  readonly stop: AbortSignal;
}

/** Settings with their defaults. */
export function fillRunSettings(settings: RunSettings): FilledSettings {
  const never = new AbortController().signal;
  const abandon = settings.abandon ?? never;
  const { suite, judging, costLimit, evaluator = localEvaluator } = settings;
  const judges = openJudges(judging, {
    suite,
    evaluator: withAids(evaluator, withinLimit(settings.aids, costLimit)),
    abandon,
    onSpent: (spent) => costLimit?.spendAside(spent),
    requireRoom: () => costLimit?.requireRoom(),
  });
  return {
    dataset: suite.dataset,
    judging: { suite, evaluator: judges.evaluator, abandon, shared: new SharedLists() },
    judges,
    concurrency: settings.concurrency ?? settings.suite.concurrency ?? 8,
    stop: AbortSignal.any([settings.signal ?? never, abandon]),
    abandon,
    select: settings.select ?? null,
    costLimit: costLimit ?? null,
    mostCost: settings.mostCost ?? (async () => null),
    callLimit: settings.callLimit ?? null,
    retryErrors: settings.retryErrors ?? false,
    onKept: (kept: KeptCases) => watch(() => settings.onKept?.(kept)),
    onProgress: (progress: Progress) => watch(() => settings.onProgress?.(progress)),
  };
}

function watch(tell: () => void): void {
  try {
    tell();
  } catch {
    // Documented at `onProgress`.
  }
}
