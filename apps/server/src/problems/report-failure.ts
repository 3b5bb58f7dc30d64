import { isError } from "@promptrail/core/errors";
import { writeProblem } from "@promptrail/runtime";
import type { FailedRequest } from "./failed-request.js";
import { StalledReaderError } from "./stalled-reader-error.js";

/** Says where something failed, and not with what words: a foreign message may quote a context. */
export function reportFailure(
  environment: string,
  { requestId, route }: FailedRequest,
  error: unknown,
): void {
  const at = route === null ? "" : `, ${route}`;
  writeProblem(
    `promptrail server (${environment}), request ${requestId}${at}: ${describeFailure(error)}`,
  );
}

export function describeFailure(error: unknown): string {
  if (!isError(error)) return "a value that is not an Error was thrown";
  // Its words are ours, and it tells of nothing in this program.
  if (error instanceof StalledReaderError) return error.message;
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return [`unexpected ${error.name}`, ...frames.slice(0, 8)].join("\n");
}
