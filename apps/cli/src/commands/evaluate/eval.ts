import { findConfigFile, type LoadedConfig } from "@promptrail/config";
import type { CommandResult } from "../../command-result.js";
import type { CommandScope } from "../../command-scope.js";
import type { Printed } from "../../documents/command-documents.js";
import type { ErrorDocument } from "../../documents/error-document.js";
import { type EvalReportDocument, evalDocument } from "../../documents/eval-document.js";
import { toExitCode } from "../../exit-code.js";
import { implementCommand } from "../../implement-command.js";
import { describeChanges } from "../../present/describe-changes.js";
import { type DescribedFile, describeEvaluation } from "../../present/describe-evaluation.js";
import { describeFailed, toFailedJson } from "../../present/reporting/describe-failed.js";
import { toReportedRuns } from "../../present/reporting/to-reported-runs.js";
import { findChanges } from "../../project/changed/find-changes.js";
import {
  type EvalOptions,
  requireFitting,
  toCandidate,
  toRunSettings,
  toShownFailures,
} from "../../project/evaluating/eval-options.js";
import { evaluateEach, type FoundEvaluation } from "../../project/evaluating/evaluate-each.js";
import type { EvidenceFile } from "../../project/evidence/evidence-file.js";
import { findServer } from "../../project/live/find-server.js";
import { findEnvironment, loadCliProject, withDeclared } from "../../project/load-cli-project.js";
import { chooseBaseLock, readBaseLock } from "../../project/lock/read-base-lock.js";
import { tellEdited } from "../../project/lock/tell-edited.js";
import { createReportFiles, type ReportFiles } from "../../project/reporting/report-files.js";
import { openFollowed } from "../../project/running/open-followed.js";
import { openForEvidence } from "../../project/running/open-for-evidence.js";
import { type Runnable, withRunnable } from "../../project/running/with-runnable.js";
import { requireForMany } from "../../project/sharing/open-queue.js";
import { openSharedRuns } from "../../project/sharing/open-shared-runs.js";
import { withOwnStore } from "../../project/store/with-own-store.js";
import { runOnChange } from "../../project/watching/run-on-change.js";
import type { Terminal } from "../../terminal.js";
import { evalModels } from "../models/eval-models.js";

export const evalCommand = implementCommand({
  documents: { eval: evalDocument },
  run: async (scope, [family], options: EvalOptions) => {
    requireFitting(family, options);
    const { evidenceFile } = await toRunSettings(scope.terminal, options);
    const files = createReportFiles(scope.terminal.folder, options);
    await files.requireWritable();
    await evidenceFile?.requireWritable();
    if (options.watch === true) return watch(scope, files);
    const loaded = await loadCliProject(scope, { keepsCompiled: true });
    await tellEdited(scope, loaded, family);
    if (options.models !== undefined && family !== undefined) {
      return evalModels({ scope, loaded, family, options, text: options.models, files });
    }
    if (options.workers === true) {
      requireForMany(scope, loaded.config, "`promptrail eval --workers`");
    }
    const isAnySuite = family === undefined || options.changed === true;
    if (isAnySuite && (loaded.config.suites ?? []).length === 0) return noSuite(scope.terminal);
    return options.changed === true
      ? evaluateChanged(scope, { loaded, family, options, files })
      : evaluateLive(scope, { loaded, family, options, files });
  },
});

/** The same command line, without the flag, after each change. */
async function watch(
  { terminal, options }: CommandScope,
  { paths }: ReportFiles,
): Promise<CommandResult<Printed<typeof evalDocument>>> {
  const config = findConfigFile(terminal.folder, options.config);
  const words = process.argv.slice(2).filter((word) => word !== "--watch");
  const exitCode = await runOnChange({ terminal, config, words, outputs: paths });
  return { text: "", json: { ok: exitCode === 0, reports: [], not_run: [] }, exitCode };
}

interface AskedEval {
  readonly loaded: LoadedConfig;
  readonly family: string | undefined;
  readonly options: EvalOptions;
  /** Of reports. */
  readonly files: ReportFiles;
}

/** Against what is live: a family, or all that have a suite. */
async function evaluateLive(
  scope: CommandScope,
  asked: AskedEval,
): Promise<CommandResult<Printed<typeof evalDocument>>> {
  const { loaded, family, options } = asked;
  const { terminal } = scope;
  const settings = await toRunSettings(terminal, options);
  const version = toCandidate(options);
  const shown = toDescribeSettings(scope, loaded, options, "active");
  const suites = loaded.config.suites ?? [];
  const families = family === undefined ? suites.map((suite) => suite.family) : [family];
  const wanted = families.map((each) => ({ family: each, version }));
  // A file needs no store: a server tells what is active.
  const server = settings.evidenceFile === undefined ? null : await findServer(scope);
  const open = server === null ? openForEvidence : () => openFollowed(scope, loaded, server);
  const share = toShare(scope, loaded, options, settings);
  const { evaluations, failed } = await withOwnStore(scope, loaded, "eval", () =>
    withRunnable(
      scope,
      (find) => evaluateEach({ ...settings, terminal, loaded, find, wanted, share }),
      {
        open,
        describe: () => describeInMemory(settings.evidenceFile),
      },
    ),
  );
  const evidenceFile = writeEvidence(settings.evidenceFile, evaluations, wanted.length);
  const describe = { ...shown, evidenceFile };
  const results: CommandResult<EvalReportDocument>[] = [];
  for (const found of evaluations) results.push(await describeEvaluation(found, describe));
  const left = families.slice(results.length + (failed === null ? 0 : 1));
  const texts = [...results.map(({ text }) => text), ...describeFailed(failed, terminal)];
  const isGood =
    failed === null && left.length === 0 && results.every(({ exitCode }) => exitCode === 0);
  if (left.length > 0) texts.push(terminal.colors.red(`Not run: ${left.join(", ")}.`));
  const report = { ...shown, ...asked, evaluations, failed, results, isGood, notRun: left };
  texts.push(...(await writeReports(scope, report)));
  return {
    text: texts.join("\n\n"),
    json: {
      ok: isGood,
      reports: results.map(({ json }) => json),
      not_run: left,
      ...toFailedJson(failed),
    },
    exitCode: failed === null ? (isGood ? 0 : 1) : toExitCode(failed.error),
  };
}

/** How workers are let in; undefined where this command asks itself. */
function toShare(
  scope: CommandScope,
  { config }: LoadedConfig,
  { workers = false }: EvalOptions,
  { actor, ...settings }: Awaited<ReturnType<typeof toRunSettings>>,
) {
  if (!workers) return undefined;
  const fresh = settings.fresh || settings.supersede !== undefined;
  return (runnable: Runnable) => openSharedRuns({ scope, config, runnable, actor, fresh });
}

function describeInMemory(file: EvidenceFile | undefined): string {
  return file === undefined
    ? "Until then this command runs what the code declares, in memory, and stores no evidence."
    : "This command runs what the code declares, in memory: its evidence counts where the version that the code declares active is active.";
}

/** What the branch changed against what its base declares, both as the code says; opens no store. */
async function evaluateChanged(
  scope: CommandScope,
  asked: AskedEval,
): Promise<CommandResult<Printed<typeof evalDocument>>> {
  const { loaded, family, options } = asked;
  const { terminal } = scope;
  const { projectFolder } = loaded;
  const settings = await toRunSettings(terminal, options);
  const shown = toDescribeSettings(scope, loaded, options, "base");
  const { against } = options;
  const base = await (against === undefined
    ? chooseBaseLock(projectFolder, terminal.environment)
    : readBaseLock(projectFolder, against));
  const changes = await findChanges(loaded, base?.lock ?? null, family);
  const run = { ...settings, terminal, loaded, wanted: changes.wanted };
  const { evaluations, failed } =
    changes.wanted.length === 0
      ? { evaluations: [], failed: null }
      : await withDeclared(scope, (promptrail) =>
          evaluateEach({ ...run, find: async () => ({ promptrail, isStored: false }) }),
        );
  const evidenceFile = writeEvidence(settings.evidenceFile, evaluations, changes.wanted.length);
  const describe = { ...shown, evidenceFile };
  const results: CommandResult<EvalReportDocument>[] = [];
  for (const found of evaluations) results.push(await describeEvaluation(found, describe));
  const described = describeChanges({ terminal, base, changes, results, failed });
  const { ok: isGood, not_run: notRun } = described.json;
  const { problems, notes } = changes;
  const told = { isGood, notRun, problems, notes };
  const report = { ...shown, ...asked, evaluations, failed, results, ...told };
  const texts = await writeReports(scope, report);
  return { ...described, text: [described.text, ...texts].join("\n") };
}

/** Whatever the verdicts are; a line about it. Throws the error of a first run: there is nothing else to tell then. */
async function writeReports(
  { terminal }: CommandScope,
  { files, ...report }: Parameters<typeof toReportedRuns>[0] & Pick<AskedEval, "files">,
): Promise<readonly string[]> {
  const { evaluations, failed } = report;
  if (files.names.length > 0) await files.write(await toReportedRuns(report));
  if (failed !== null && evaluations.length === 0) throw failed.error;
  if (files.names.length === 0) return [];
  return [terminal.colors.dim(`Report: ${files.names.join(", ")}`)];
}

/** Writes it where every run came to its end; what became of it. */
function writeEvidence(
  file: EvidenceFile | undefined,
  evaluations: readonly FoundEvaluation[],
  wanted: number,
): DescribedFile | undefined {
  if (file === undefined) return undefined;
  const isWhole =
    evaluations.length === wanted && evaluations.every(({ run }) => run.missing === 0);
  if (isWhole) file.write();
  return { name: file.name, isWritten: isWhole };
}

function toDescribeSettings(
  scope: CommandScope,
  { config }: LoadedConfig,
  options: EvalOptions,
  baselineIs: "active" | "base",
) {
  const environment = findEnvironment(scope, config);
  const shownFailures = toShownFailures(options);
  const suites = config.suites ?? [];
  const isDocument = scope.options.json === true;
  const shown = { terminal: scope.terminal, environment, baselineIs, shownFailures, suites };
  return { ...shown, isDocument, asking: options };
}

function noSuite({ colors }: Terminal): CommandResult<ErrorDocument> {
  const message =
    "The config has no suite, so there is nothing to run. Create one with defineSuite and add it to the config's suites.";
  return {
    text: `${colors.red("✗")} ${message}`,
    json: { error: { code: "no_suite", message, data: {} } },
    exitCode: 1,
  };
}
