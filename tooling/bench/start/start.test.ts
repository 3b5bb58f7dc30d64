import { execFile } from "node:child_process";
import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { runBenchmark } from "../run-benchmark.ts";
import { createStartBenchmark } from "./start.ts";

const place = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const root = place("../../..").replace(/\/$/u, "");

test("the commands keep their promises of a quick start with five times their slack", async () => {
  const { ratios } = await runBenchmark(createStartBenchmark({ runs: 3 }));
  expect(ratios.map(({ bound }) => bound)).toEqual([2, 3, 20]);
  for (const { what, value, bound } of ratios) {
    expect(value, what).toBeGreaterThan(0);
    expect(value, what).toBeLessThanOrEqual(5 * (bound ?? 0));
  }
});

test.each([["--version"], ["--help"], ["promote", "--help"], ["promte"]])(
  "promptrail %s loads no schema library, no store, no runtime and no command",
  async (...args) => {
    const bin = place("../../../apps/cli/bin/promptrail.mjs");
    const loaded = await listLoaded([bin, ...args]);
    expect(loaded).toContain("/apps/cli/bin/promptrail.mjs");
    // What a command needs, and its name or its help does not.
    const heavy =
      /node_modules\/(?:zod|pg|@anthropic-ai|openai|undici|hono|yaml)\/|\/packages\/(?:runtime|server|http-api|config|check|client|spool|store-[a-z]+)\/|\/packages\/(?:core|evals)\/dist\/(?:index|run)\.js/;
    expect(loaded.filter((file) => heavy.test(file))).toEqual([]);
  },
);

test("what defines suites and serves their evals in a thread loads little of what runs them", async () => {
  const [defining, running] = [await listImported("", "/thread"), await listImported("/run")];
  const heavy = /node_modules\/(?:ajv|csv-parse|diff|fast-check|string-width|tinyld|yaml)\//;
  expect(defining.filter((file) => heavy.test(file))).toEqual([]);
  expect(sizeOfEvals(defining)).toBeLessThan(sizeOfEvals(running) / 2);
});

function listImported(...subpaths: readonly string[]): Promise<readonly string[]> {
  const imports = subpaths.map((subpath) => `import "@promptrail/evals${subpath}";`).join("\n");
  return listLoaded(["--input-type=module", "--eval", imports]);
}

function sizeOfEvals(files: readonly string[]): number {
  const own = files.filter((file) => file.startsWith("/packages/evals/dist/"));
  expect(own).not.toEqual([]);
  return own.reduce((sum, file) => sum + statSync(`${root}${file}`).size, 0);
}

/** The files that Node loads for its arguments, of this repository and of others. */
async function listLoaded(args: readonly string[]): Promise<readonly string[]> {
  const hook = fileURLToPath(new URL("./tell-loaded.ts", import.meta.url));
  const cwd = place(".");
  const run = promisify(execFile)(process.execPath, ["--import", hook, ...args], { cwd });
  // A command that there is not exits with 2.
  const { stderr } = await run.catch((error: unknown) => {
    if (error instanceof Error && "stderr" in error) return { stderr: String(error.stderr) };
    throw error;
  });
  return [...stderr.matchAll(/^loaded file:\/\/(\S+)$/gm)].map(([, file = ""]) =>
    file.replace(root, ""),
  );
}
