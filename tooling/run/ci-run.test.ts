import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { repositoryRoot, runCommand } from "./run-command.ts";

const folder = mkdtempSync(join(tmpdir(), "promptrail-ci-run-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs `.ci/run` where `npm test` and `npm run check` are these shell commands. */
async function runWith(testCommand: string, checkCommand: string) {
  const npm = join(folder, "npm");
  const script = `if [ "$1" = test ]; then ${testCommand}; else ${checkCommand}; fi`;
  writeFileSync(npm, `#!/bin/sh\n${script}\n`);
  // Nothing is installed by a test.
  const installed = ["pgbouncer", "chromium"].map((name) => join(folder, name));
  for (const command of installed) writeFileSync(command, "#!/bin/sh\n");
  for (const command of [npm, ...installed]) chmodSync(command, 0o755);
  const path = [folder, process.env["PATH"]].join(delimiter);
  const { code, output } = await runCommand("env", [
    `PATH=${path}`,
    join(repositoryRoot, ".ci", "run"),
  ]);
  return { code, lastLine: output.trimEnd().split("\n").at(-1), output };
}

test.each([
  [
    "adds up both runs",
    "echo 12 passed, 0 failed",
    "echo 30 passed, 0 failed",
    "42 passed, 0 failed",
    0,
  ],
  [
    "fails when a test failed",
    "echo 11 passed, 1 failed; exit 1",
    "echo 30 passed, 0 failed",
    "41 passed, 1 failed",
    1,
  ],
  [
    "fails when a check failed",
    "echo 12 passed, 0 failed",
    "echo 28 passed, 2 failed; exit 1",
    "40 passed, 2 failed",
    1,
  ],
  [
    "counts a crash without numbers as a failure",
    "echo Killed; exit 137",
    "echo 30 passed, 0 failed",
    "30 passed, 1 failed",
    1,
  ],
  [
    "counts a run that fails after counting as a failure",
    "echo 12 passed, 0 failed; exit 1",
    "echo 30 passed, 0 failed",
    "42 passed, 1 failed",
    1,
  ],
  [
    "reads numbers with skipped tests",
    "echo 12 passed, 0 failed, 3 skipped",
    "echo 30 passed, 0 failed",
    "42 passed, 0 failed",
    0,
  ],
] as const)("%s", async (_title, testCommand, checkCommand, lastLine, code) => {
  const run = await runWith(testCommand, checkCommand);
  expect([run.lastLine, run.code]).toEqual([lastLine, code]);
});

test("runs in CI mode without input", async () => {
  const { output } = await runWith(
    "cat; echo CI=$CI; echo 1 passed, 0 failed",
    "echo 1 passed, 0 failed",
  );
  expect(output).toContain("CI=true");
});
