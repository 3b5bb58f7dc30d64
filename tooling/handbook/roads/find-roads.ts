import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { z } from "zod";

const roads = z.object({
  /** Files in the order in which each has its first function that runs. */
  call: z.array(z.string()),
  /** Null where npm has no PostgreSQL for this platform. */
  rollback: z.array(z.string()).nullable(),
});

export type Roads = z.infer<typeof roads>;

const run = promisify(execFile);
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * The files of ours that one Claude call and one rollback go through: those with a function that runs.
 * Both are done for once, from source, in a process of their own.
 */
export async function findRoads(): Promise<Roads> {
  const { stdout } = await run(process.execPath, [
    "--conditions=@promptrail/source",
    `--import=${new URL("record-functions.ts", import.meta.url).href}`,
    here("record-roads.ts"),
  ]);
  return roads.parse(JSON.parse(stdout));
}
