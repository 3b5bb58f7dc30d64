import type { OutcomeCounts } from "./outcome-counts.ts";

/** The slice of vitest's JSON report that is counted. */
interface TestReport {
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/**
 * Counts a test run from vitest's exit code and JSON report.
 *
 * A file that could not be loaded, an unhandled error, a crash (no report) and a run without a
 * test each count as one failure, so that nothing that went wrong reads as `0 failed`.
 */
export function countTests(exitCode: number, reportText: string | null): OutcomeCounts {
  const files = reportText === null ? [] : parseTestReport(reportText).testResults;
  const statuses = files.flatMap((file) => file.assertionResults.map(({ status }) => status));
  const passed = statuses.filter((status) => status === "passed").length;
  const failedTests = statuses.filter((status) => status === "failed").length;
  const brokenFiles = files.filter(
    (file) =>
      file.status === "failed" && file.assertionResults.every(({ status }) => status !== "failed"),
  ).length;
  const known = failedTests + brokenFiles;
  const isUnexplained = known === 0 && (exitCode !== 0 || passed === 0);
  return {
    passed,
    failed: isUnexplained ? 1 : known,
    skipped: statuses.length - passed - failedTests,
  };
}

function parseTestReport(text: string): TestReport {
  return JSON.parse(text) as TestReport;
}
