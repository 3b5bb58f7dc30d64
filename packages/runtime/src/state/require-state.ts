import { type FamilySettings, PromptrailError } from "@promptrail/core";
import type { LiveState } from "./live-state.js";

/**
 * Refuses a family that must not be served on what the code declares: a version that was rolled back
 * might return.
 *
 * @throws PromptrailError `store_unavailable`.
 */
export function requireState(
  { source }: LiveState,
  families: Readonly<Record<string, FamilySettings>>,
  family: string,
): void {
  if (source !== "code_default" || families[family]?.withoutState !== "refuse") return;
  throw new PromptrailError(
    "store_unavailable",
    `Family "${family}" is not served: this process got no live state from the store or from a last-known-good file, and the config sets \`withoutState: "refuse"\`. Check that the store can be reached from here, or pin a version in the call.`,
    { family },
  );
}
