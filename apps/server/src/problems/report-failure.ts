import { isError } from "@promptrail/core/errors";
import { writeProblem } from "@promptrail/runtime";

/** Says where something failed, and not with what words: a foreign message may quote a context. */
export function reportFailure(environment: string, requestId: string, error: unknown): void {
  writeProblem(
    `promptrail server (${environment}), request ${requestId}: ${describeFailure(error)}`,
  );
}

export function describeFailure(error: unknown): string {
  if (!isError(error)) return "a value that is not an Error was thrown";
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return [`unexpected ${error.name}`, ...frames.slice(0, 8)].join("\n");
}
