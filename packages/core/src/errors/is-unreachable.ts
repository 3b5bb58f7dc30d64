import { isPromptrailError } from "./promptrail-error.js";

/** True where the store, or the server that has it, gave no answer: it may be back in a moment. */
export function isUnreachable(error: unknown): boolean {
  if (!isPromptrailError(error)) return false;
  return error.code === "store_unavailable" || error.code === "server_unreachable";
}
