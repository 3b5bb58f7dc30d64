import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import pc from "picocolors";

const cli = fileURLToPath(import.meta.resolve("@promptrail/cli/package.json"));
const bin = cli.replace(/package\.json$/, "bin/promptrail.mjs");
export const shopFolder = fileURLToPath(new URL("..", import.meta.url));

/** Runs one `promptrail` command as a user would, shows what it prints, and returns its exit code. */
export async function runCommand(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<number> {
  return (await showCommand(args, environment)).exitCode;
}

export interface ShownCommand {
  readonly exitCode: number;
  readonly output: string;
}

/** The same, with what it printed. */
export async function showCommand(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<ShownCommand> {
  console.log(pc.dim(`  $ promptrail ${args.map(quote).join(" ")}`));
  const child = startCommand(args, environment);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      process.stdout.write(text);
    });
  }
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ exitCode: code ?? 1, output }));
  });
}

export function startCommand(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
) {
  return spawn(process.execPath, [bin, ...args], {
    cwd: shopFolder,
    env: { ...process.env, ...environment, ...(process.stdout.isTTY ? { FORCE_COLOR: "1" } : {}) },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

function quote(arg: string): string {
  return /^[\w./:-]+$/.test(arg) ? arg : `'${arg}'`;
}
