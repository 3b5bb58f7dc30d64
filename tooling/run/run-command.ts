import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's top folder. */
export const repositoryRoot = fileURLToPath(new URL("../..", import.meta.url));

export interface CommandOptions {
  /** Working folder; the repository's top unless given. */
  readonly cwd?: string;
  /** Added to this process's environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Shows the output while the command runs, besides collecting it. */
  readonly isShown?: boolean;
}

export interface CommandResult {
  /** Exit code; 1 for a command that could not start or was ended by a signal. */
  readonly code: number;
  /** Standard output and standard error, as they came. */
  readonly output: string;
}

/** Runs a command with the repository's own binaries first in its PATH, and never waits for input. */
export function runCommand(
  command: string,
  commandArguments: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const { cwd = repositoryRoot, environment = {}, isShown = false } = options;
  return new Promise((resolve) => {
    const child = spawn(command, commandArguments, {
      cwd,
      env: { ...process.env, PATH: binaryPath(), TURBO_TELEMETRY_DISABLED: "1", ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const collect = (chunk: Buffer): void => {
      output += chunk.toString("utf8");
      if (isShown) process.stdout.write(chunk);
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.once("error", (error) => resolve({ code: 1, output: `${output}${error.message}\n` }));
    child.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

function binaryPath(): string {
  return [
    join(repositoryRoot, "node_modules", ".bin"),
    join(repositoryRoot, "tooling", "node_modules", ".bin"),
    process.env["PATH"] ?? "",
  ].join(delimiter);
}
