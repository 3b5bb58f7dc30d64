import type { CommandResult } from "../command-result.js";
import type { Printed } from "../documents/command-documents.js";
import type { EvalReportDocument, evalDocument } from "../documents/eval-document.js";
import { toExitCode } from "../exit-code.js";
import type { Changes } from "../project/changed/find-changes.js";
import type { FailedRun } from "../project/evaluating/evaluate-each.js";
import type { BaseLock } from "../project/lock/read-base-lock.js";
import type { Terminal } from "../terminal.js";
import { describeFailed, toFailedJson } from "./reporting/describe-failed.js";

interface DescribeChangesSettings {
  readonly terminal: Terminal;
  /** Null where nothing is known that the branch parted from. */
  readonly base: BaseLock | null;
  readonly changes: Changes;
  /** Of the runs that were made, in the order of `changes.wanted`. */
  readonly results: readonly CommandResult<EvalReportDocument>[];
  /** The run that ended in an error after them. */
  readonly failed: FailedRun | null;
}

/** What `eval --changed` ran and found: every report, then one line that says whether the change may pass. */
export function describeChanges(
  settings: DescribeChangesSettings,
): CommandResult<Printed<typeof evalDocument>> {
  const { terminal, base, changes, results, failed } = settings;
  const { colors } = terminal;
  const { families, wanted, problems, notes } = changes;
  const refused = wanted.length - results.filter(({ exitCode }) => exitCode === 0).length;
  const isGood = refused + problems.length === 0;
  const verdict =
    families.length === 0
      ? "no version is new or newly active, and no suite changed. Nothing was run."
      : `${describeRuns(wanted.length, refused)}${describeProblems(problems.length)}.`;
  const lines = [
    ...notes.map((note) => `${colors.dim("·")} ${note}`),
    ...problems.map((problem) => `${colors.red("✗")} ${problem}`),
    ...describeFailed(failed, terminal),
    `${isGood ? colors.green("✓") : colors.red("✗")} ${describeBase(base)}: ${verdict}`,
  ];
  return {
    text: [...results.map(({ text }) => text), lines.join("\n")].join("\n\n"),
    json: {
      ok: isGood,
      reports: results.map(({ json }) => json),
      not_run: wanted.slice(results.length + (failed === null ? 0 : 1)).map(({ family }) => family),
      ...toFailedJson(failed),
      compared: {
        against: base === null ? null : { ref: base.ref, commit: base.commit },
        changed: families.map(({ family, versions, baseline, isSuiteChanged }) => ({
          family,
          versions,
          baseline,
          suite_changed: isSuiteChanged,
        })),
        problems,
        notes,
      },
    },
    exitCode: failed === null ? (isGood ? 0 : 1) : toExitCode(failed.error),
  };
}

function describeBase(base: BaseLock | null): string {
  if (base === null) return "Not compared with a base, because there is no git remote";
  return `Compared with ${base.ref} (${base.commit.slice(0, 8)})`;
}

function describeRuns(wanted: number, refused: number): string {
  const runs = `${wanted} ${wanted === 1 ? "run" : "runs"}`;
  if (wanted === 0) return "nothing was run";
  if (refused === 0) return wanted === 1 ? "1 run, which passes" : `${runs}, and all pass`;
  return wanted === 1 ? "1 run, which does not pass" : `${refused} of ${runs} do not pass`;
}

function describeProblems(problems: number): string {
  if (problems === 0) return "";
  return `; ${problems} changed ${problems === 1 ? "family has" : "families have"} no suite`;
}
