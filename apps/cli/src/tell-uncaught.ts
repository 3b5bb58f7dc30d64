import { toExitCode } from "./exit-code.js";
import type { Terminal } from "./terminal.js";

/**
 * Ends the process at what nobody caught: a provider, an eval or a module of the project's own may fail when
 * nobody waits for it. Node would print its text as it is, which may be a model's.
 */
export function tellUncaught({ err, colors }: Terminal): void {
  process.on("uncaughtException", (error: unknown) => {
    const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
    err(`${colors.red("✗")} Something failed that nobody waited for: ${told}\n`);
    process.exit(toExitCode(error));
  });
}
