import type { LoadedConfig } from "@promptrail/config";
import type { PromptChange, ReportedRun, ReportedRuns } from "@promptrail/evals/reports";
import type { ServableVersion } from "@promptrail/runtime";
import type { ExitCode } from "../../exit-code.js";
import type { FailedRun, FoundEvaluation } from "../../project/evaluating/evaluate-each.js";
import { describeContent } from "../describe-content.js";
import { readRunLedger } from "../ledger/describe-ledger.js";
import { toFailedFamilies } from "./describe-failed.js";

interface ReportedCommand {
  readonly loaded: LoadedConfig;
  readonly environment: string;
  readonly baselineIs: "active" | "base";
  /** What the command names; undefined: all that there are. */
  readonly family: string | undefined;
  readonly evaluations: readonly FoundEvaluation[];
  /** Of the evaluations, in their order, and of the whole command. */
  readonly results: readonly { readonly exitCode?: ExitCode }[];
  readonly isGood: boolean;
  readonly notRun: readonly string[];
  readonly failed: FailedRun | null;
  readonly problems?: readonly string[];
  readonly notes?: readonly string[];
}

/** What a command's report files are made of. Reads the datasets again, for the rows of the cases that they show. */
export async function toReportedRuns(command: ReportedCommand): Promise<ReportedRuns> {
  const { environment, family = null, evaluations, results, isGood, notRun } = command;
  const runs: ReportedRun[] = [];
  for (const [at, evaluation] of evaluations.entries()) {
    const passes = (results[at]?.exitCode ?? 0) === 0;
    runs.push(await toReportedRun(command, evaluation, passes));
  }
  const { problems = [], notes = [] } = command;
  const failed = toFailedFamilies(command.failed);
  const told = { notRun, failed, problems, notes };
  return { family, environment, runs, ...told, isGood, madeAt: new Date() };
}

async function toReportedRun(
  { loaded, baselineIs }: ReportedCommand,
  evaluation: FoundEvaluation,
  isGood: boolean,
): Promise<ReportedRun> {
  const { readReportRows } = await import("@promptrail/evals/reports");
  const { candidate } = evaluation;
  const suite = loaded.config.suites?.find((each) => each.family === candidate.family);
  const { provider, model } = candidate.content;
  return {
    evaluation,
    provider,
    model,
    baselineIs,
    evals: suite?.evals ?? [],
    rows: suite === undefined ? new Map() : await readReportRows(suite, evaluation),
    change:
      evaluation.kind === "single" ? null : await toChange(loaded, candidate, evaluation.baseline),
    ledger: readRunLedger(evaluation, suite),
    isGood,
  };
}

async function toChange(
  { config }: LoadedConfig,
  candidate: ServableVersion,
  baseline: ServableVersion,
): Promise<PromptChange> {
  const declared = config.prompts.find(
    ({ family, version }) => family === candidate.family && version === candidate.version,
  );
  return {
    changelog: declared?.changelog ?? null,
    before: await describeContent(baseline.content),
    after: await describeContent(candidate.content),
  };
}
