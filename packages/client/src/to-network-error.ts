import { findErrorCode, isError, PromptrailError } from "@promptrail/core/errors";

/** No answer came: says of which server, and how that shows. */
export function toNetworkError(
  base: string,
  reason: string | null,
  cause: unknown,
): PromptrailError {
  return new PromptrailError(
    "server_unreachable",
    `The Promptrail server at ${base} cannot be reached (${reason ?? describeCause(cause)}). Check that it is running and that the URL is correct.`,
    { url: base },
    cause,
  );
}

/** `fetch failed` says nothing; what lies under it does. */
function describeCause(error: unknown): string {
  if (!isError(error)) return "unknown cause";
  const { cause } = error;
  return isError(cause) ? (findErrorCode(cause) ?? cause.message) : error.message;
}
