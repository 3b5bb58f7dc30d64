import { isError } from "@promptrail/core/errors";
import { printDocument } from "../documents/print-document.js";
import { toErrorDocument } from "../documents/to-error-document.js";
import { toExitCode } from "../exit-code.js";
import type { Terminal } from "../terminal.js";

/**
 * Ends the process at what nobody caught: a provider, an eval or a module of the project's own may fail when
 * nobody waits for it. Node would print its text as it is, which may be a model's.
 */
export function tellUncaught({ out, err, colors }: Terminal, isJson: boolean): void {
  process.on("uncaughtException", (error: unknown) => {
    const told = isError(error) ? (error.stack ?? error.message) : String(error);
    err(`${colors.red("✗")} A background task failed: ${told}\n`);
    if (isJson) out(printDocument(toErrorDocument(error)));
    process.exit(toExitCode(error));
  });
}
