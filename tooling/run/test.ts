import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildPackages } from "./build-packages.ts";
import { countTests } from "./count-tests.ts";
import { formatCounts, type OutcomeCounts } from "./outcome-counts.ts";
import { runCommand } from "./run-command.ts";

const commandArguments = process.argv.slice(2);
const isLong = commandArguments.includes("--long");
const vitestArguments = commandArguments.filter((argument) => argument !== "--long");

// The CLI's tests start its built binary.
const counts = (await buildPackages()) ? await runTests() : failedBuild();
console.log(formatCounts(counts));
process.exitCode = counts.failed === 0 ? 0 : 1;

function failedBuild(): OutcomeCounts {
  console.log("The build failed; no test was run.");
  return { passed: 0, failed: 1, skipped: 0 };
}

async function runTests(): Promise<OutcomeCounts> {
  const folder = mkdtempSync(join(tmpdir(), "promptrail-test-report-"));
  const reportFile = join(folder, "report.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`];
  try {
    const run = await runCommand(
      "vitest",
      ["run", "--config", "tooling/vitest.config.ts", ...reporters, ...vitestArguments],
      { isShown: true, environment: isLong ? { PROMPTRAIL_LONG: "1" } : {} },
    );
    return countTests(run.code, existsSync(reportFile) ? readFileSync(reportFile, "utf8") : null);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
