import { formatGate, formatRun, toEvalReport, toGateReport } from "@promptrail/evals";
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
    usage: "eval <family>",
    summary:
      "run a family's suite; a version beside the active one gives evidence for its promotion",
    flags: [
      ["--version <n>", "the candidate; default: the active version, alone"],
      ["--concurrency <n>", "how many calls run at once"],
      ["--fresh", "begin again; default: go on where a run of the same content stopped"],
    ],
    run: async (scope, [family = ""], options) => {
      const { terminal } = scope;
      const { version, concurrency, fresh = false } = options;
      const actor = await findActor(terminal.environment);
      const progress = createProgressLine(terminal);
      const evaluation = await withPromptrail(scope, (promptrail, { projectFolder }) =>
        withStopSignal((signal) =>
          evaluateVersion({
            ...{ promptrail, projectFolder, family, fresh, actor, signal },
            version: version === undefined ? undefined : parseVersion(version),
            concurrency:
              concurrency === undefined ? undefined : parseCount(concurrency, "--concurrency"),
            onProgress: progress.show,
          }),
        ),
      ).finally(progress.end);
      return present(terminal, evaluation);
    },
  });
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
      exitCode: run.missing === 0 ? 0 : 1,
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
