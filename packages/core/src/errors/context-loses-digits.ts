import { describeLostDigits } from "../json/read-json.js";
import { formatPath } from "./describe-issues.js";
import { PromptrailError } from "./promptrail-error.js";

/** `context_invalid` for a number of a context that JavaScript cannot keep; `path` begins inside the context. */
export function contextLosesDigits(path: readonly PropertyKey[]): PromptrailError {
  return new PromptrailError(
    "context_invalid",
    `The context cannot be read exactly: ${describeLostDigits(path)}. Nothing was sent.`,
    { path: formatPath(path) },
  );
}
