import { listSome } from "../../errors/list-some.js";
import { PromptrailError } from "../../errors/promptrail-error.js";
import { versionKey } from "../../prompt/prompt-version.js";
import type { FamilyState } from "../family-state.js";

/** @throws PromptrailError `unknown_version` with the versions that there are. */
export function requireRegistered(
  family: string,
  version: number,
  registered: readonly number[],
): void {
  if (registered.includes(version)) return;
  throw new PromptrailError(
    "unknown_version",
    `Family "${family}" has no version ${version}. It has: ${listSome(registered)}. If your code declares it, register it with \`promptrail deploy\`.`,
    { family, version, known: [...registered] },
  );
}

/** @throws PromptrailError `archived_version`. */
export function requireNotArchived(state: FamilyState, version: number): void {
  if (!isArchived(state, version)) return;
  throw new PromptrailError(
    "archived_version",
    `${versionKey(state.family, version)} is archived and cannot be activated. Choose another version, or declare the same text under a new version number.`,
    { family: state.family, version },
  );
}

/** Whether a version is archived, by a decision or by the recorded declaration: it can never be activated. */
export function isArchived(state: FamilyState, version: number): boolean {
  return (
    state.archivedVersions.includes(version) || state.declared.statuses[version] === "archived"
  );
}
