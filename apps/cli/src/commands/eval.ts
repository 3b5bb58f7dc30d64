import type { LoadedConfig } from "@promptrail/config";
import { PromptrailError } from "@promptrail/core";
import {
  type Evaluation,
  formatGate,
  formatRun,
  toEvalReport,
  toGateReport,
} from "@promptrail/evals";
import type { ServableVersion } from "@promptrail/runtime";
import { addCommand, type CommandHost } from "../add-command.js";
import type { CommandResult } from "../command-result.js";
import type { CommandScope, CommonOptions } from "../command-scope.js";
import { describeChanges } from "../present/describe-changes.js";
import { toReportStyle } from "../present/report-style.js";
import { findChanges } from "../project/changed/find-changes.js";
import { evaluateEach } from "../project/evaluating/evaluate-each.js";
import { findActor } from "../project/find-actor.js";
import { findEnvironment, loadCliProject, withDeclared } from "../project/load-cli-project.js";
import { chooseBaseLock, readBaseLock } from "../project/lock/read-base-lock.js";
import { parseCount, parseVersion } from "../project/parse-options.js";
import { openForEvidence } from "../project/running/open-for-evidence.js";
import { type RunnableSettings, withRunnable } from "../project/running/with-runnable.js";
import { withOwnStore } from "../project/store/with-own-store.js";
import type { Terminal } from "../terminal.js";

interface EvalOptions extends CommonOptions {
  readonly version?: string;
  readonly concurrency?: string;
  readonly fresh?: boolean;
  readonly changed?: boolean;
  readonly against?: string;
}

export function addEval(host: CommandHost): void {
  addCommand<EvalOptions>(host, {
    usage: "eval [family]",
    summary:
      "run suites; a version that is compared with the active one gets evidence for its promotion",
    flags: [
      ["--version <n>", "the candidate; default: only the active version"],
      [
        "--changed",
        "in memory: each version that is new or newly active since the merge base, against the version that was active there",
      ],
      [
        "--against <ref>",
        "with --changed: the git ref; default: PROMPTRAIL_AGAINST, else the remote's main branch",
      ],
      ["--concurrency <n>", "how many calls run at once"],
      ["--fresh", "begin again; default: continue a stopped run of the same content"],
    ],
    run: async (scope, [family], options) => {
      requireFitting(family, options);
      const loaded = await loadCliProject(scope);
      const isAnySuite = family === undefined || options.changed === true;
      if (isAnySuite && (loaded.config.suites ?? []).length === 0) return noSuite(scope.terminal);
      return options.changed === true
        ? evaluateChanged(scope, loaded, family, options)
        : evaluateLive(scope, loaded, family, options);
    },
  });
}

/** Against what is live: a family, or all that have a suite. */
async function evaluateLive(
  scope: CommandScope,
  loaded: LoadedConfig,
  family: string | undefined,
  options: EvalOptions,
): Promise<CommandResult> {
  const { terminal } = scope;
  const { version, ...settings } = await toSettings(terminal, options);
  const suites = loaded.config.suites ?? [];
  const families = family === undefined ? suites.map((suite) => suite.family) : [family];
  const wanted = families.map((each) => ({ family: each, version }));
  const environment = findEnvironment(scope, loaded.config);
  const evaluations = await withOwnStore(scope, loaded, "eval", () =>
    withRunnable(
      scope,
      (find) => evaluateEach({ ...settings, terminal, loaded, find, wanted }),
      runnableSettings,
    ),
  );
  const results = evaluations.map((evaluation) =>
    present(terminal, evaluation, environment, "active"),
  );
  const isWhole = results.length === wanted.length;
  return {
    text: results.map(({ text }) => text).join("\n\n"),
    json: family === undefined ? results.map(({ json }) => json) : results[0]?.json,
    exitCode: isWhole && results.every(({ exitCode }) => exitCode === 0) ? 0 : 1,
  };
}

const runnableSettings: RunnableSettings = {
  open: openForEvidence,
  describe: () =>
    "Until then this command runs what the code declares, in memory, and stores no evidence.",
};

/** What the branch changed against what its base declares, both as the code says; opens no store. */
async function evaluateChanged(
  scope: CommandScope,
  loaded: LoadedConfig,
  family: string | undefined,
  options: EvalOptions,
): Promise<CommandResult> {
  const { terminal } = scope;
  const { projectFolder } = loaded;
  const { version: _, ...settings } = await toSettings(terminal, options);
  const { against } = options;
  const base = await (against === undefined
    ? chooseBaseLock(projectFolder, terminal.environment)
    : readBaseLock(projectFolder, against));
  const changes = await findChanges(loaded, base?.lock ?? null, family);
  const run = { ...settings, terminal, loaded, wanted: changes.wanted };
  const evaluations =
    changes.wanted.length === 0
      ? []
      : await withDeclared(scope, (promptrail) =>
          evaluateEach({ ...run, find: async () => ({ promptrail, isStored: false }) }),
        );
  const environment = findEnvironment(scope, loaded.config);
  const results = evaluations.map((evaluation) =>
    present(terminal, evaluation, environment, "base"),
  );
  return describeChanges({ terminal, base, changes, results });
}

function noSuite({ colors }: Terminal): CommandResult {
  const message =
    "The config has no suite, so there is nothing to run. Create one with defineSuite and add it to the config's suites.";
  return {
    text: `${colors.red("✗")} ${message}`,
    json: { error: { code: "no_suite", message, data: {} } },
    exitCode: 1,
  };
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

/** @throws PromptrailError `request_invalid` for options that contradict each other. */
function requireFitting(
  family: string | undefined,
  { version, changed = false, against }: EvalOptions,
): void {
  const refuse = (message: string): never => {
    throw new PromptrailError("request_invalid", message);
  };
  if (changed && version !== undefined) {
    refuse(
      "--changed finds the versions itself, so --version cannot be combined with it. Remove --version.",
    );
  }
  if (!changed && against !== undefined) {
    refuse(
      "--against works only together with --changed: promptrail eval --changed --against REF.",
    );
  }
  if (family === undefined && version !== undefined) {
    refuse("--version needs a family: promptrail eval FAMILY --version N.");
  }
}

function present(
  terminal: Terminal,
  evaluation: Evaluation<ServableVersion>,
  environment: string,
  baselineIs: "active" | "base",
): CommandResult {
  const style = toReportStyle(terminal.colors);
  const { candidate } = evaluation;
  const { provider, model } = candidate.content;
  const head = terminal.colors.dim(`${candidate.key} on ${provider} · ${model} · ${environment}`);
  if (evaluation.kind === "single") {
    const { run, verdict } = evaluation;
    return {
      text: [head, formatRun({ run, verdict, title: candidate.key, style })].join("\n"),
      json: toEvalReport(run, verdict),
      exitCode: verdict.verdict === "pass" ? 0 : 1,
    };
  }
  const { run, verdict, baseline, evidenceId } = evaluation;
  const titles = { candidate: candidate.key, baseline: `${baseline.key} (${baselineIs})` };
  const stored = describeStored(evaluation, environment, baselineIs);
  return {
    text: [head, formatGate({ run, verdict, ...titles, style }), terminal.colors.dim(stored)].join(
      "\n",
    ),
    json: { ...toGateReport(run, verdict), evidence_id: evidenceId },
    exitCode: verdict.verdict === "pass" ? 0 : 1,
  };
}

function describeStored(
  { evidenceId, run, candidate }: Extract<Evaluation, { readonly kind: "gate" }>,
  environment: string,
  baselineIs: "active" | "base",
): string {
  if (evidenceId !== null) return `Evidence ${evidenceId} in ${environment}`;
  if (run.missing > 0)
    return "The run was stopped before its end: no evidence is stored. Run the command again to continue.";
  return baselineIs === "base"
    ? `No evidence is stored. For evidence for a promotion, run \`promptrail eval ${candidate.family} --version ${candidate.version}\`.`
    : `No evidence is stored: ${environment} does not have the family yet. Run \`promptrail deploy\`, then this again.`;
}
