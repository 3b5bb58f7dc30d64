import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const demo = fileURLToPath(new URL("./demo.ts", import.meta.url));
const steps = [
  "check",
  "deploy",
  "eval",
  "promote",
  "call",
  "fallback",
  "shadow",
  "compare",
  "rollback",
  "history",
];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "promptrail-demo-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function runDemo(): Promise<{ readonly exitCode: number | null; readonly output: string }> {
  const child = spawn(process.execPath, [demo, "--store", join(folder, "store")], {
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exitCode) => resolve({ exitCode, output }));
  });
}

test.each(["in a fresh folder", "again on the same store"])(
  "the demo shows its ten steps %s",
  async () => {
    const { exitCode, output } = await runDemo();
    expect(output).toMatch(/^.*SIMULATED.*no vendor is called/);
    for (const [index, step] of steps.entries())
      expect(output).toContain(`\n${index + 1}. ${step}:`);
    expect(exitCode, output).toBe(0);
  },
);
