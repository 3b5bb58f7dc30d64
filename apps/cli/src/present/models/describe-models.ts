import { relative } from "node:path";
import type { LoadedConfig } from "@promptrail/config";
import type { Suite } from "@promptrail/core";
import {
  countAnswers,
  formatFrontier,
  toFrontierReport,
  toModelsCaseReports,
} from "@promptrail/evals/run";
import type { CommandResult } from "../../command-result.js";
import type { Printed } from "../../documents/command-documents.js";
import type { evalDocument } from "../../documents/eval-document.js";
import type { FoundModels } from "../../project/models/evaluate-on-models.js";
import { formatModel } from "../../project/models/name-models.js";
import type { BestVersion } from "../../project/models/plan-best.js";
import type { AddedVersion } from "../../project/new-version/add-version.js";
import type { Terminal } from "../../terminal.js";
import { describeCost } from "../describe-answer.js";
import { describeGoingOn } from "../kept/describe-going-on.js";
import { describeLedger, readModelsLedger, toModelsLedgerJson } from "../ledger/describe-ledger.js";
import { toReportStyle } from "../report-style.js";
import { describeAdded } from "../written/describe-added.js";

export interface DescribeModelsSettings {
  readonly loaded: LoadedConfig;
  readonly terminal: Terminal;
  readonly environment: string;
  readonly found: FoundModels;
  readonly best: BestVersion | null;
  /** Null where nothing was written. */
  readonly added: AddedVersion | null;
  readonly asksToWrite: boolean;
  /** Whether the run took no answer of before. */
  readonly asksAnew: boolean;
  /** The family's. */
  readonly suite: Suite | undefined;
  /** Files that a report was written to. */
  readonly reportNames: readonly string[];
}

/** The frontier, and the version to try. */
export function describeModels(
  settings: DescribeModelsSettings,
): CommandResult<Printed<typeof evalDocument>> {
  const { terminal, environment, found, added, asksToWrite, suite, reportNames } = settings;
  const { run, frontier, version } = found;
  const { dim } = terminal.colors;
  const isWhole = run.results.length === (run.selected ?? run.total);
  const count = `${run.results.length} ${run.results.length === 1 ? "case" : "cases"}`;
  const head = `${version.key} on ${frontier.points.length} models · ${count} · ${environment}`;
  const ledger = readModelsLedger(found, suite);
  const isDone = isWhole && !(asksToWrite && added === null);
  return {
    text: [
      dim(head),
      formatFrontier({ run, frontier, style: toReportStyle(terminal) }),
      ...(ledger === null ? [] : describeLedger({ sides: ledger, change: undefined }, terminal)),
      ...describeAside(found).map(dim),
      "",
      ...describeKept(settings, isWhole),
      ...describeBest(settings, isWhole),
      ...(reportNames.length === 0 ? [] : [dim(`Report: ${reportNames.join(", ")}`)]),
    ].join("\n"),
    json: { ok: isDone, reports: [toReport(settings)], not_run: [] },
    exitCode: isDone ? 0 : 1,
  };
}

function toReport({ loaded, found, best, added, suite }: DescribeModelsSettings) {
  const { run, frontier, version, aside, notes } = found;
  const path = best?.planned?.path;
  return {
    ...toFrontierReport({ run, frontier, version: version.version, repeats: suite?.repeats ?? 1 }),
    ...(aside === null ? {} : { aside: { ...aside } }),
    ...toModelsLedgerJson(readModelsLedger(found, suite)),
    notes: [...notes],
    version_to_try: best && {
      model: formatModel(best.model),
      prompt: best.planned?.key ?? null,
      file: path === undefined ? null : relative(loaded.projectFolder, path),
      source: best.source,
      problem: best.problem,
      written: added !== null,
    },
    cases: [...toModelsCaseReports(run, frontier)],
  };
}

function describeAside({ aside }: FoundModels): readonly string[] {
  if (aside === null) return [];
  const { runs, embedded, cost } = aside;
  return [`Evals ran ${runs} prompts and embedded ${embedded} texts: ${describeCost(cost)}`];
}

function describeKept({ terminal, found, asksAnew }: DescribeModelsSettings, isWhole: boolean) {
  const { run } = found;
  const kept = run.results.filter(({ sides }) =>
    sides.every((trials) => countAnswers(trials) === trials.length),
  );
  if (!isWhole) {
    return [
      terminal.colors.dim(
        `Stopped before the end. ${kept.length} of ${run.selected ?? run.total} kept: ${describeGoingOn({ fresh: asksAnew }, run.stop)}`,
      ),
    ];
  }
  return [
    terminal.colors.dim(
      "This is not evidence: another model is another version, whose evidence has answers of its own.",
    ),
  ];
}

function describeBest(
  { loaded, terminal, found, best, added, asksToWrite }: DescribeModelsSettings,
  isWhole: boolean,
): readonly string[] {
  const { colors, folder } = terminal;
  const { family } = found.version;
  if (best === null) {
    const nothing = asksToWrite ? " Nothing was written." : "";
    return isWhole ? [`No model is shown to be cheaper and not worse.${nothing}`] : [];
  }
  const { planned, source, problem } = best;
  const model = formatModel(best.model);
  if (planned === null) {
    return [`${colors.bold(`To try: ${found.version.key} on ${model}.`)} ${problem ?? ""}`];
  }
  if (added !== null) {
    return [describeAdded({ loaded, planned, added, family }, terminal).text];
  }
  return [
    colors.bold(`To try: ${planned.key} on ${model}, in ${relative(folder, planned.path)}`),
    "",
    ...(source ?? "").split("\n").map((line) => colors.dim(`  ${line}`)),
    "",
    `Write it with the same command and --write, then: promptrail eval ${family} --version ${planned.number}`,
  ];
}
