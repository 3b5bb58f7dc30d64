import { describe, expect, test } from "vitest";
import { countTests } from "./count-tests.ts";
import { formatCounts } from "./outcome-counts.ts";

const report = (...files: [status: string, ...tests: string[]][]): string =>
  JSON.stringify({
    testResults: files.map(([status, ...tests]) => ({
      status,
      assertionResults: tests.map((each) => ({ status: each })),
    })),
  });

describe("counting a test run", () => {
  test("counts passed, failed and skipped tests of all files", () => {
    const text = report(
      ["passed", "passed", "passed", "skipped"],
      ["failed", "failed", "passed", "todo"],
    );
    expect(countTests(1, text)).toEqual({ passed: 3, failed: 1, skipped: 2 });
  });

  test("counts a file that could not be loaded as one failure", () => {
    expect(countTests(1, report(["failed"], ["passed", "passed"]))).toEqual({
      passed: 1,
      failed: 1,
      skipped: 0,
    });
  });

  test("counts an unhandled error among passing tests as one failure", () => {
    expect(countTests(1, report(["passed", "passed"])).failed).toBe(1);
  });

  test("counts a crash without a report as one failure", () => {
    expect(countTests(1, null)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  test("counts a run without a passing test as one failure", () => {
    expect(countTests(0, report(["passed", "skipped"]))).toEqual({
      passed: 0,
      failed: 1,
      skipped: 1,
    });
  });

  test("counts skipped tests in a line before the last when there are any", () => {
    expect(formatCounts({ passed: 12, failed: 0, skipped: 0 })).toBe("12 passed, 0 failed");
    expect(formatCounts({ passed: 12, failed: 1, skipped: 3 })).toBe(
      "3 skipped, each with its reason above\n12 passed, 1 failed",
    );
  });
});
