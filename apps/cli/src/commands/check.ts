import type { Finding, FindingSeverity } from "@promptrail/check";
import type { LoadedConfig } from "@promptrail/config";
import { PromptrailError } from "@promptrail/core";
import type { CommandScope, CommonOptions } from "../command-scope.js";
import { checkDocument } from "../documents/project-documents.js";
import { implementCommand } from "../implement-command.js";
import { toFindingJson } from "../present/to-finding-json.js";
import { checkLoaded } from "../project/check-loaded.js";
import {
  type CheckReportOptions,
  requireCheckFiles,
  writeCheckFiles,
} from "../project/checking/check-files.js";
import { describePlace } from "../project/checking/checked-findings.js";
import { loadCliProject } from "../project/load-cli-project.js";
import { type BaseLock, chooseBaseLock, readBaseLock } from "../project/lock/read-base-lock.js";
import { parseCount } from "../project/parse-options.js";
import { type Terminal, toOneLine } from "../terminal.js";

interface CheckOptions extends CommonOptions, CheckReportOptions {
  readonly verbose?: boolean;
  readonly against?: string | true;
  readonly sunset?: string;
}

export const checkCommand = implementCommand({
  documents: { check: checkDocument },
  run: async (scope, _args, options: CheckOptions) => {
    const { verbose = false, against, sunset } = options;
    const { folder } = scope.terminal;
    const sunsetDays =
      sunset === undefined ? undefined : parseCount(sunset, "--sunset", { least: 0 });
    await requireCheckFiles(folder, options);
    const loaded = await loadCliProject(scope, { recordsFiles: true });
    const base = against === undefined ? null : await findBase(scope, loaded, against);
    const { findings, checked } = await checkLoaded(loaded, {
      base,
      sunsetDays,
      now: scope.terminal.now(),
    });
    const { colors } = scope.terminal;
    const count = (severity: FindingSeverity) =>
      findings.filter((finding) => finding.severity === severity).length;
    const errors = count("error");
    const shown = findings.filter(({ severity }) => verbose || severity !== "info");
    await writeCheckFiles(folder, options, { findings: shown, checked, isGood: errors === 0 });
    const verdict = [
      errors === 0
        ? colors.green("✓")
        : `${colors.red("✗")} ${errors} ${errors === 1 ? "error" : "errors"} found.`,
      checked,
      ...describeRest(count("warning"), verbose ? 0 : count("info")),
    ];
    return {
      text: [...shown.map((finding) => format(finding, colors)), verdict.join(" ")].join("\n"),
      json: { ok: errors === 0, findings: findings.map(toFindingJson) },
      exitCode: errors === 0 ? 0 : 1,
    };
  },
});

async function findBase(
  { terminal }: CommandScope,
  { projectFolder }: LoadedConfig,
  against: string | true,
): Promise<BaseLock> {
  if (against !== true) return readBaseLock(projectFolder, against);
  const base = await chooseBaseLock(projectFolder, terminal.environment);
  if (base !== null) return base;
  // Who asks for a comparison must not get a check that compares nothing.
  throw new PromptrailError(
    "request_invalid",
    `${projectFolder} is not in a git repository with a remote, so there is no base to compare with. Name a ref: --against REF.`,
  );
}

function describeRest(warnings: number, hidden: number): readonly string[] {
  return [
    ...(warnings === 0 ? [] : [`${warnings} ${warnings === 1 ? "warning" : "warnings"}.`]),
    ...(hidden === 0
      ? []
      : [`${hidden} ${hidden === 1 ? "note" : "notes"}: --verbose shows them.`]),
  ];
}

function format(finding: Finding, colors: Terminal["colors"]): string {
  const { severity, code, message } = finding;
  const marks = { error: colors.red("✗"), warning: colors.yellow("!"), info: colors.dim("·") };
  const where = describePlace(finding);
  const what = toOneLine(message);
  return [marks[severity], ...(where === "" ? [] : [where]), colors.dim(code), what].join(" ");
}
