import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Benchmark } from "../benchmark.ts";
import { createAwaitedTimer } from "../timers/awaited-timer.ts";

const runFile = promisify(execFile);
const place = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const bin = place("../../../apps/cli/bin/promptrail.mjs");
/** The example app, whose prompts, suites and lock file are checked. */
const cwd = place("../../../apps/easycommerce");

const rows: readonly { readonly args: readonly string[]; readonly bound: number }[] = [
  { args: ["--version"], bound: 2 },
  { args: ["--help"], bound: 3 },
  { args: ["check"], bound: 20 },
];

/**
 * What a user waits for a command that has little to do, from the start of its process to its end, against a
 * process of Node that does nothing. The command is the built one.
 */
export function createStartBenchmark({ runs }: { readonly runs: number }): Benchmark {
  return {
    name: "start",
    prepare: async () => ({
      comparisons: rows.map(({ args, bound }) => ({
        what: `promptrail ${args.join(" ")} against node -e 0`,
        bound,
        runs,
        subject: createAwaitedTimer(1, () => runNode(bin, ...args)),
        floor: createAwaitedTimer(1, () => runNode("-e", "0")),
      })),
      close: async () => {},
    }),
  };
}

/** Rejects where the process does not exit with 0: an error may be told sooner than the work is done. */
async function runNode(...args: readonly string[]): Promise<void> {
  // Of this process's variables only what finds programs: FORCE_COLOR or a cache for compiled code would be measured, too.
  const { PATH } = process.env;
  await runFile(process.execPath, args, { cwd, env: { PATH } });
}
