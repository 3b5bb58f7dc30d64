import type { SuiteReport } from "../../project/provider-test/load-suite.js";
import { type Terminal, toOneLine } from "../../terminal.js";

/** One line for each promise that was broken, then the counts. */
export function describeProviderTest(report: SuiteReport, colors: Terminal["colors"]): string {
  const { cells, checks, failures, isStopped, notApplicable } = report;
  const broken = failures.map(
    ({ title, expected, came }) =>
      `${colors.red("✗")} ${toOneLine(title)}: expected ${toOneLine(expected)}; came ${toOneLine(came)}`,
  );
  const skipped =
    notApplicable.length === 0 ? "" : ` (${notApplicable.length} of them not applicable)`;
  const ran = `${checks} checks${skipped} and ${cells} cells`;
  const kept = failures.length === 0;
  const verdict = kept
    ? `${isStopped ? colors.yellow("!") : colors.green("✓")} ${ran}: every promise that was looked at is kept.`
    : `${colors.red("✗")} ${failures.length} ${failures.length === 1 ? "promise is" : "promises are"} broken; ${ran} were run.`;
  const stopped = isStopped ? " The run was stopped before its end." : "";
  return [...broken, `${verdict}${stopped}`].join("\n");
}

/** The document of `--json`. */
export function toProviderTestJson(module: string, report: SuiteReport) {
  const { cells, checks, excluded, failures, isStopped, notApplicable } = report;
  return {
    ok: failures.length === 0 && !isStopped,
    module,
    checks,
    cells,
    not_applicable: notApplicable,
    excluded: Object.entries(excluded).map(([name, count]) => ({ name, cells: count })),
    failures: failures.map(({ title, expected, came }) => ({ title, expected, came })),
    stopped: isStopped,
  };
}
