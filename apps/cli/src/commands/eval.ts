import { PromptrailError } from "@promptrail/core";
import { formatGate, formatRun, isErrored, toEvalReport, toGateReport } from "@promptrail/evals";
import { addCommand, type CommandHost } from "../add-command.js";
import type { CommandResult } from "../command-result.js";
import type { CommonOptions } from "../command-scope.js";
import { createProgressLine } from "../present/progress-line.js";
import { toReportStyle } from "../present/report-style.js";
import { type Evaluation, evaluateVersion } from "../project/evaluate-version.js";
import { findActor } from "../project/find-actor.js";
import { withPromptrail } from "../project/load-cli-project.js";
import { parseCount, parseVersion } from "../project/parse-number.js";
import { withStopSignal } from "../project/stop-signal.js";
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
      const evaluations = await withPromptrail(scope, (promptrail, { projectFolder }) =>
        withStopSignal(async (signal) => {
          const settings = await toSettings(scope.terminal, options);
          const families = family === undefined ? promptrail.suites.keys() : [family];
          requireFamily(family, options);
          const found: Evaluation[] = [];
          for (const each of families) {
            const progress = createProgressLine(scope.terminal);
            const run = { ...settings, promptrail, projectFolder, signal, family: each };
            const onProgress = progress.show;
            found.push(await evaluateVersion({ ...run, onProgress }).finally(progress.end));
          }
          return found;
        }),
      );
      const results = evaluations.map((evaluation) => present(scope.terminal, evaluation));
      return {
        text: results.map(({ text }) => text).join("\n\n"),
        json: family === undefined ? results.map(({ json }) => json) : results[0]?.json,
        exitCode: results.every(({ exitCode }) => exitCode === 0) ? 0 : 1,
      };
    },
  });
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
    const { run } = evaluation;
    return {
      text: [head, formatRun({ run, title: candidate.key, style })].join("\n"),
      json: toEvalReport(run),
      exitCode: run.missing === 0 && run.results.some(({ trials }) => !isErrored(trials)) ? 0 : 1,
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
