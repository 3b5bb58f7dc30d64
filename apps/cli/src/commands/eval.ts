import { PromptrailError } from "@promptrail/core";
import {
  type EvalRun,
  formatGate,
  formatProgress,
  formatRun,
  isErrored,
  toEvalReport,
  toGateReport,
} from "@promptrail/evals";
import { addCommand, type CommandHost } from "../add-command.js";
import type { CommandResult } from "../command-result.js";
import type { CommandScope, CommonOptions } from "../command-scope.js";
import { createProgressLine } from "../present/progress-line.js";
import { toReportStyle } from "../present/report-style.js";
import { type Evaluation, evaluateVersion } from "../project/evaluate-version.js";
import { findActor } from "../project/find-actor.js";
import { withOwnStore } from "../project/live/with-own-store.js";
import { type FindRunnable, withRunnable } from "../project/live/with-runnable.js";
import { findEnvironment, loadCliProject } from "../project/load-cli-project.js";
import { parseCount, parseVersion } from "../project/parse-number.js";
import { withStopSignals } from "../project/stop-signal.js";
import type { Terminal } from "../terminal.js";

interface EvalOptions extends CommonOptions {
  readonly version?: string;
  readonly concurrency?: string;
  readonly fresh?: boolean;
}

export function addEval(host: CommandHost): void {
  addCommand<EvalOptions>(host, {
    usage: "eval [family]",
    summary: "run suites; a version beside the active one gives evidence for its promotion",
    flags: [
      ["--version <n>", "the candidate; default: the active version, alone"],
      ["--concurrency <n>", "how many calls run at once"],
      ["--fresh", "begin again; default: go on where a run of the same content stopped"],
    ],
    run: async (scope, [family], options) => {
      requireFamily(family, options);
      const { config } = await loadCliProject(scope);
      const environment = findEnvironment(scope, config);
      const evaluations = await evaluateFamilies(scope, family, options);
      const results = evaluations.map((evaluation) =>
        present(scope.terminal, environment, evaluation),
      );
      return {
        text: results.map(({ text }) => text).join("\n\n"),
        json: family === undefined ? results.map(({ json }) => json) : results[0]?.json,
        exitCode: results.every(({ exitCode }) => exitCode === 0) ? 0 : 1,
      };
    },
  });
}

async function evaluateFamilies(
  scope: CommandScope,
  family: string | undefined,
  options: EvalOptions,
): Promise<readonly Evaluation[]> {
  const { terminal } = scope;
  const settings = await toSettings(terminal, options);
  const onStop = () =>
    terminal.err("\nStopping after the calls that run; Ctrl-C again cuts them.\n");
  const loaded = await loadCliProject(scope);
  const suites = (loaded.config.suites ?? []).map((suite) => suite.family);
  const evaluate = (find: FindRunnable) =>
    withStopSignals(onStop, async (signals) => {
      const found: Evaluation[] = [];
      for (const each of family === undefined ? suites : [family]) {
        const runnable = await find(each);
        const progress = createProgressLine(terminal, formatProgress);
        const run = {
          ...{ ...settings, ...runnable },
          projectFolder: loaded.projectFolder,
          signals,
          family: each,
        };
        const evaluating = evaluateVersion({ ...run, onProgress: progress.show });
        found.push(await evaluating.finally(progress.end));
        if (signals.stop.aborted) break;
      }
      return found;
    });
  const consequence = "and no evidence is stored";
  return withOwnStore(scope, loaded, "eval", () => withRunnable(scope, evaluate, consequence));
}

async function toSettings(
  { environment }: Terminal,
  { version, concurrency, fresh = false }: EvalOptions,
) {
  return {
    fresh,
    actor: await findActor(environment),
    version: version === undefined ? undefined : parseVersion(version),
    concurrency: concurrency === undefined ? undefined : parseCount(concurrency, "--concurrency"),
  };
}

function requireFamily(family: string | undefined, { version }: EvalOptions): void {
  if (family !== undefined || version === undefined) return;
  throw new PromptrailError(
    "request_invalid",
    "--version needs a family: promptrail eval FAMILY --version N.",
  );
}

function present(terminal: Terminal, environment: string, evaluation: Evaluation): CommandResult {
  const style = toReportStyle(terminal.colors);
  const { candidate } = evaluation;
  const { provider, model } = candidate.content;
  const head = terminal.colors.dim(`${candidate.key} on ${provider} · ${model} · ${environment}`);
  if (evaluation.kind === "single") {
    const { run } = evaluation;
    return {
      text: [head, formatRun({ run, title: candidate.key, style })].join("\n"),
      json: toEvalReport(run),
      exitCode: isSound(run) ? 0 : 1,
    };
  }
  const { run, verdict, baseline, evidenceId } = evaluation;
  const titles = { candidate: candidate.key, baseline: `${baseline.key} (active)` };
  const stored = describeStored(run.missing, environment, evidenceId);
  return {
    text: [head, formatGate({ run, verdict, ...titles, style }), terminal.colors.dim(stored)].join(
      "\n",
    ),
    json: { ...toGateReport(run, verdict), evidence_id: evidenceId },
    exitCode: verdict.verdict === "pass" ? 0 : 1,
  };
}

function describeStored(missing: number, environment: string, evidenceId: string | null): string {
  if (evidenceId !== null) return `Evidence ${evidenceId} in ${environment}`;
  return missing > 0
    ? "Stopped before the end: no evidence is stored. Run it again to go on."
    : `No evidence is stored: ${environment} does not have the family yet. Run \`promptrail deploy\`, then this again.`;
}

/** A version alone has no gate: it says no where the run is not whole, or a must-pass eval failed. */
function isSound({ missing, results }: EvalRun): boolean {
  const mustPassFailed = results.some(({ trials }) =>
    trials.some(({ judgements }) => judgements.some(({ mustPass, passed }) => mustPass && !passed)),
  );
  return missing === 0 && !mustPassFailed && results.some(({ trials }) => !isErrored(trials));
}
