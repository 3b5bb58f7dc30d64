import { PromptrailError } from "@promptrail/core";
import {
  formatGate,
  formatProgress,
  formatRun,
  toEvalReport,
  toGateReport,
} from "@promptrail/evals";
import type { Promptrail } from "@promptrail/runtime";
import { addCommand, type CommandHost } from "../add-command.js";
import type { CommandResult } from "../command-result.js";
import type { CommandScope, CommonOptions } from "../command-scope.js";
import { createProgressLine } from "../present/progress-line.js";
import { toReportStyle } from "../present/report-style.js";
import { type Evaluation, evaluateVersion } from "../project/evaluate-version.js";
import { findActor } from "../project/find-actor.js";
import { withOwnStore } from "../project/live/with-own-store.js";
import { loadCliProject, withPromptrail } from "../project/load-cli-project.js";
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
      const evaluations = await evaluateFamilies(scope, family, options);
      const results = evaluations.map((evaluation) => present(scope.terminal, evaluation));
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
  const evaluate = (promptrail: Promptrail) =>
    withStopSignals(onStop, async (signals) => {
      const found: Evaluation[] = [];
      for (const each of family === undefined ? promptrail.suites.keys() : [family]) {
        const progress = createProgressLine(terminal, formatProgress);
        const run = {
          ...settings,
          promptrail,
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
  return withOwnStore(scope, loaded, "eval", () => withPromptrail(scope, evaluate));
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

function present(terminal: Terminal, evaluation: Evaluation): CommandResult {
  const style = toReportStyle(terminal.colors);
  const { candidate } = evaluation;
  const { provider, model } = candidate.content;
  const head = terminal.colors.dim(`${candidate.key} on ${provider} · ${model}`);
  if (evaluation.kind === "single") {
    const { run, verdict } = evaluation;
    return {
      text: [head, formatRun({ run, verdict, title: candidate.key, style })].join("\n"),
      json: toEvalReport(run, verdict),
      exitCode: verdict.verdict === "pass" ? 0 : 1,
    };
  }
  const { run, verdict, baseline, evidenceId } = evaluation;
  const titles = { candidate: candidate.key, baseline: `${baseline.key} (active)` };
  const stored =
    evidenceId === null
      ? "Stopped before the end: no evidence is stored. Run it again to go on."
      : `Evidence ${evidenceId}`;
  return {
    text: [head, formatGate({ run, verdict, ...titles, style }), terminal.colors.dim(stored)].join(
      "\n",
    ),
    json: { ...toGateReport(run, verdict), evidence_id: evidenceId },
    exitCode: verdict.verdict === "pass" ? 0 : 1,
  };
}
