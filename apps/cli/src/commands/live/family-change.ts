import type { FamilyChange } from "@promptrail/http-api";
import type { CommandResult } from "../../command-result.js";
import type { CommonOptions } from "../../command-scope.js";
import { parseVersion } from "../../project/parse-number.js";
import { requireOption } from "../../project/require-option.js";
import type { Terminal } from "../../terminal.js";

/** The options of a decision that leaves the active version where it is. */
export interface ChangeOptions extends CommonOptions {
  readonly reason?: string;
  readonly from?: string;
}

export const changeFlags = [
  ["--reason <text>", "why; it stands in the history"],
  ["--from <n>", "refuse if another version is active now"],
] as const;

export function toChangeRequest(family: string, { reason, from }: ChangeOptions) {
  return {
    family,
    reason: requireOption("--reason", reason),
    ...(from === undefined ? {} : { fromVersion: parseVersion(from, "--from") }),
  };
}

/** @param done What was done, for people; `already` where it was so before. */
export function presentChange(
  { colors }: Terminal,
  change: FamilyChange,
  { done, already }: { readonly done: string; readonly already: string },
): CommandResult {
  const { family, active, shadow, archived, hold, revision, alreadyApplied } = change;
  return {
    text: alreadyApplied ? already : `${colors.green("✓")} ${done} at revision ${revision}.`,
    json: { family, active, shadow, archived, hold, revision, already_applied: alreadyApplied },
  };
}
