import { isPromptrailError } from "@promptrail/core";
import { findFailureKind } from "@promptrail/core/provider-kit";

/** What is wrong with a request is wrong for every model, and who gave up wants no other answer. */
const stayingKinds: ReadonlySet<unknown> = new Set(["bad_request", "cancelled"]);

/** What another model would meet as well, or would not. */
export function leavesRoute(error: unknown): boolean {
  return (
    isPromptrailError(error) &&
    error.code === "provider_failed" &&
    !stayingKinds.has(findFailureKind(error))
  );
}
