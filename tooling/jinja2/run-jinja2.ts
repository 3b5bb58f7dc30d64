import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type { Jinja2Case } from "../test/jinja2-agreement.ts";

const script = fileURLToPath(new URL("render-with-jinja2.py", import.meta.url));

/** Debian's python3-jinja2 belongs to the system's own Python. */
const python = process.env["JINJA2_PYTHON"] ?? "/usr/bin/python3";

/** Renders templates with real Jinja2. `contextFile`: for cases without a context. */
export async function runJinja2<Case extends { readonly template: string }>(
  cases: readonly Case[],
  contextFile?: string,
): Promise<readonly (Case & Jinja2Case)[]> {
  const settings = contextFile === undefined ? [] : [contextFile];
  const child = spawn(python, [script, ...settings], { stdio: ["pipe", "pipe", "inherit"] });
  const exit = once(child, "exit");
  const output = text(child.stdout);
  child.stdin.end(cases.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
  await exit;
  if (child.exitCode !== 0) {
    throw new Error("Jinja2 did not run. On Debian: apt-get install python3-jinja2.");
  }
  return (await output)
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Case & Jinja2Case);
}
