import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { z } from "zod";
import type { Timer } from "../benchmark.ts";

const runFile = promisify(execFile);

const reportSchema = z.object({ microseconds: z.number(), text: z.string() });

/** What a measured process prints: how long its work took by its own clock, and what it made. */
export type ProcessReport = z.infer<typeof reportSchema>;

/** Runs a script in a process of its own, to which it leaves the measuring. */
export async function runProcess(
  script: URL,
  parameters: readonly string[],
): Promise<ProcessReport> {
  const { stdout } = await runFile(process.execPath, [fileURLToPath(script), ...parameters]);
  return reportSchema.parse(JSON.parse(stdout));
}

/** One process a run. */
export function createProcessTimer(script: URL, parameters: readonly string[]): Timer {
  return async () => (await runProcess(script, parameters)).microseconds;
}
