import { describeIssues, formatPath } from "./describe-issues.js";
import { PromptrailError } from "./promptrail-error.js";

/** `context_invalid` for a number of a context that JavaScript cannot keep; `path` begins inside the context. */
export function contextLosesDigits(path: readonly PropertyKey[]): PromptrailError {
  return new PromptrailError(
    "context_invalid",
    `The context cannot be read exactly: ${describeLostDigits(path)}. Nothing was sent.`,
    { path: formatPath(path) },
  );
}

/** `order.id: …`, to be said of a place that lost digits. */
export function describeLostDigits(path: readonly PropertyKey[]): string {
  return describeIssues([
    { path, message: "the number is larger than 2^53 − 1 and would lose digits; pass it as text" },
  ]);
}
