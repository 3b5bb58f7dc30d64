import { isPromptrailError } from "./promptrail-error.js";

/**
 * What kind of failure ended a call: of a provider's, its ProviderErrorKind, else the code of the error. Null for
 * an error that is not one of ours. Read from the data: another copy of this package may have made the error.
 */
export function findFailureKind(error: unknown): string | null {
  if (!isPromptrailError(error)) return null;
  const kind = error.data["kind"];
  return error.code === "provider_failed" && typeof kind === "string" ? kind : error.code;
}
