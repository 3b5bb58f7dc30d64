import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { repositoryRoot } from "../../run/run-command.ts";

const bin = join(repositoryRoot, "apps", "cli", "bin", "promptrail.mjs");

export interface LineSettings {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}

export interface LineRun {
  readonly exitCode: number | null;
  /** Standard output, and standard error where there is no output: progress is left out. */
  readonly output: string;
}

/** Runs a command line as a reader would type it, quotes and all. */
export async function runLine(line: string, settings: LineSettings): Promise<LineRun> {
  const child = startLine(line, settings);
  let out = "";
  let err = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    out += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    err += text;
  });
  await once(child, "close");
  return { exitCode: child.exitCode, output: out === "" ? err : out };
}

export function startLine(line: string, { folder, environment }: LineSettings): ChildProcess {
  return spawn(process.execPath, [bin, ...splitLine(line).slice(1)], {
    cwd: folder,
    // Node warns where both are set, and the page would show it.
    env: { ...process.env, FORCE_COLOR: undefined, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Words and texts in single quotes. */
function splitLine(line: string): readonly string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? "");
}
