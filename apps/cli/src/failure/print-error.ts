import { isError, isPromptrailError } from "@promptrail/core/errors";
import { printDocument } from "../documents/print-document.js";
import { readRefusal, toErrorDocument } from "../documents/to-error-document.js";
import type { Terminal } from "../terminal.js";

interface PrintedError {
  readonly error: unknown;
  /** Its message, as it is shown. */
  readonly message: string;
  readonly isJson: boolean;
}

/** Tells what ended a command: for people on standard error, for machines as a document on standard output. */
export function printError(
  { out, err, colors }: Terminal,
  { error, message, isJson }: PrintedError,
): void {
  if (isJson) {
    out(printDocument(toErrorDocument(error, message)));
    return;
  }
  // For whoever looks it up in the handbook, or in the answer of a server.
  const code = isPromptrailError(error) ? ` ${colors.dim(`(${error.code})`)}` : "";
  err(`${colors.red("✗")} ${message}${code}\n`);
  // Here, or from a server: its text is in no message.
  const refusal = readRefusal(error);
  if (typeof refusal === "string") err(`  ${refusal}\n`);
  // A stack helps with our own mistakes only, not with a folder that cannot be written.
  const isOurs = !isPromptrailError(error) && isError(error) && !("syscall" in error);
  if (isOurs && error.stack !== undefined) {
    err(`${colors.dim(error.stack)}\n`);
  }
}
