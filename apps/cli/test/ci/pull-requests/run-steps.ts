import { spawn } from "node:child_process";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cheapWebAssembly } from "../../../../../tooling/test/run/cheap-web-assembly.ts";

const bin = fileURLToPath(new URL("../../../bin/promptrail.mjs", import.meta.url));
const modules = fileURLToPath(new URL("../../../node_modules", import.meta.url));

/** A command line of a pipeline, as it is written there. */
export interface Step {
  readonly line: string;
  /** Whether it runs after a step that failed. */
  readonly always: boolean;
  readonly environment: Readonly<Record<string, string>>;
}

export interface StepRun {
  readonly line: string;
  /** Null where it did not run. */
  readonly exitCode: number | null;
  readonly output: string;
}

/** Runs the lines of a pipeline in order, each by `bash -e`, as the hosts do. */
export async function runSteps(
  folder: string,
  steps: readonly Step[],
): Promise<readonly StepRun[]> {
  const runs: StepRun[] = [];
  for (const { line, always, environment } of steps) {
    const isRed = runs.some(({ exitCode }) => exitCode !== null && exitCode !== 0);
    runs.push(
      isRed && !always
        ? { line, exitCode: null, output: "" }
        : { line, ...(await runLine(folder, line, environment)) },
    );
  }
  return runs;
}

function runLine(folder: string, line: string, environment: Readonly<Record<string, string>>) {
  return new Promise<{ exitCode: number; output: string }>((resolve, reject) => {
    const child = spawn("bash", ["-e", "-c", line], {
      cwd: folder,
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    child.on("error", reject);
    child.on("close", (code) => resolve({ exitCode: code ?? 128, output }));
  });
}

/**
 * A folder for PATH in which `npm ci` links the packages of this repository, and `npx promptrail` runs its command: what a
 * registry would bring.
 */
export async function writePackageTools(folder: string): Promise<string> {
  const place = join(folder, "tools");
  await mkdir(place, { recursive: true });
  const npm = `#!/bin/sh\n[ "$*" = "ci --ignore-scripts" ] && exec ln -sfn '${modules}' node_modules\nexit 1\n`;
  const npx = `#!/bin/sh\n[ "$1" = promptrail ] || exit 1\nshift\nexec '${process.execPath}' ${cheapWebAssembly} '${bin}' "$@"\n`;
  for (const [name, text] of Object.entries({ npm, npx })) {
    await writeFile(join(place, name), text);
    await chmod(join(place, name), 0o755);
  }
  return place;
}
