import { PromptrailError, type Suite } from "@promptrail/core";
import type { AnswerBook } from "../answers/answer-book.js";
import { estimateCase } from "../evaluate/estimate-case.js";
import type { EvaluateRequest } from "../evaluate/evaluate.js";
import type { EvaluatedVersion, EvaluatePorts } from "../evaluate/evaluate-ports.js";
import { toJudgeHashes, toJudging, toRunCase } from "../evaluate/kept-parts.js";
import { requirePrices, requireSuite } from "../evaluate/require-runnable.js";
import { stoppingAt, withAnswerBooks } from "../evaluate/with-answer-books.js";
import { isJudgeEval } from "../judge/definition/judge.js";
import { type AidsSpending, countUsedAids } from "../runner/evaluator/count-aids.js";
import { judgeModels } from "./frontier/judge-models.js";
import type { ModelFrontier } from "./frontier/model-frontier.js";
import { type ModelsRun, runModels } from "./run/run-models.js";

/** The prompt of a version on one model. */
export interface VersionOnModel<Version extends EvaluatedVersion> {
  /** `openai/gpt-5-mini` */
  readonly model: string;
  readonly version: Version;
}

export interface EvaluateModelsRequest<Version extends EvaluatedVersion>
  extends Omit<EvaluateRequest, "version" | "baseline" | "actor" | "supersede"> {
  /** The version's own model first, with which each other one is compared. */
  readonly models: readonly VersionOnModel<Version>[];
}

export interface ModelsEvaluation {
  readonly run: ModelsRun;
  readonly frontier: ModelFrontier;
  /** What evals spent on other prompts and embeddings; null where the suite has none that uses any. */
  readonly aside: AidsSpending | null;
}

/**
 * Runs a family's suite with one prompt on several models, and compares cost and quality. It makes no evidence. Its answers are kept
 * apart from those of `evaluate`: the model that looked best is chosen by them, so that its evidence needs answers of its own.
 *
 * @throws PromptrailError `request_invalid` for a family without a suite, for less than two models, for a judge that compares two
 * answers, and for a limit of cost on a model whose prices nobody knows; `dataset_invalid`.
 */
export async function evaluateModels<Version extends EvaluatedVersion>(
  ports: Omit<EvaluatePorts<Version>, "evidence" | "resolve" | "takeAnswers">,
  request: EvaluateModelsRequest<Version>,
): Promise<ModelsEvaluation> {
  const { family, models, costLimit, answersFolder: folder, fresh = false } = request;
  const suite = requireSuite(ports.suites, family);
  requireComparable(suite, models);
  if (costLimit !== undefined) {
    requirePrices(
      ports,
      models.map(({ version }) => version),
    );
  }
  const contentHashes = toContentHashes(suite, models);
  const settings = { fresh, contentHashes, findsOwn: request.retryErrors };
  return withAnswerBooks({ folder, ...settings }, (books, failed) =>
    evaluate({ ports, request: stoppingAt(request, failed), suite, books }),
  );
}

function requireComparable(suite: Suite, models: readonly VersionOnModel<EvaluatedVersion>[]) {
  if (models.length < 2) {
    throw new PromptrailError(
      "request_invalid",
      `Only ${models[0]?.model ?? "no model"} is named, so there is nothing to compare. Nothing was run. Name another model.`,
      { family: suite.family },
    );
  }
  const pairwise = suite.evals.find(
    (check) => isJudgeEval(check) && check.judge.rubric.asks.mode === "pairwise",
  );
  if (pairwise === undefined) return;
  throw new PromptrailError(
    "request_invalid",
    `Judge "${pairwise.name}" compares the answers of two versions, so that it gives no model a score of its own. Nothing was run. Take a judge that scores one answer, or try one model as a version: promptrail eval ${suite.family} --version N.`,
    { family: suite.family, eval: pairwise.name },
  );
}

const roleOfModel = (model: string) => `model ${model}`;

function toContentHashes(
  { evals }: Suite,
  models: readonly VersionOnModel<EvaluatedVersion>[],
): Readonly<Record<string, string>> {
  const answers = models.map(({ model, version: { contentHash } }) => {
    return [roleOfModel(model), `${contentHash} models`] as const;
  });
  return { ...Object.fromEntries(answers), ...toJudgeHashes(evals) };
}

interface Work<Version extends EvaluatedVersion> {
  readonly ports: Omit<EvaluatePorts<Version>, "evidence" | "resolve" | "takeAnswers">;
  readonly request: EvaluateModelsRequest<Version>;
  readonly suite: Suite;
  readonly books: ReadonlyMap<string, AnswerBook>;
}

async function evaluate<Version extends EvaluatedVersion>(
  work: Work<Version>,
): Promise<ModelsEvaluation> {
  const { ports, request, suite } = work;
  const { models, family: _family, answersFolder: _folder, fresh: _fresh, ...settings } = request;
  const counted = countUsedAids(ports.aids, suite);
  const versions = models.map(({ version }) => version);
  const run = await runModels({
    ...settings,
    suite,
    aids: counted?.aids,
    judging: toJudging(work, versions),
    mostCost: estimateCase(ports, suite, versions),
    models: models.map(({ model }) => model),
    runs: models.map(({ model, version }) => toRunCase(work, version, roleOfModel(model))),
  });
  const judged = models.map(({ model, version: { contentHash } }) => ({ model, contentHash }));
  const frontier = judgeModels(run, suite, judged);
  return { run, frontier, aside: counted?.read() ?? null };
}
