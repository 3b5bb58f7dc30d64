import type { FamilyState } from "@promptrail/core/lifecycle";
import { completeDeclaration, type StoredDeclaration } from "./complete-declaration.js";

/** A row of `promptrail.family_state`. */
export interface FamilyRow {
  readonly family: string;
  readonly revision: number;
  readonly active_version: number;
  readonly previous_version: number | null;
  readonly hold: FamilyState["hold"];
  readonly left_versions: readonly number[];
  readonly activated_versions: readonly number[];
  readonly archived_versions: readonly number[];
  readonly shadow: FamilyState["shadow"];
  readonly declared: StoredDeclaration;
  readonly decided_by: string;
  readonly decided_at: Date;
}

/** Its columns. */
export const familyColumns = `family, revision, active_version, previous_version, hold,
  left_versions, activated_versions, archived_versions, shadow, declared, decided_by, decided_at`;

export function fromFamilyRow(row: FamilyRow): FamilyState {
  return {
    family: row.family,
    activeVersion: row.active_version,
    previousVersion: row.previous_version,
    revision: row.revision,
    hold: row.hold,
    leftVersions: row.left_versions,
    activatedVersions: row.activated_versions,
    archivedVersions: row.archived_versions,
    shadow: row.shadow,
    declared: completeDeclaration(row.declared),
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
  };
}

/** A state as a row, as JSON tells it. */
export function toFamilyRow(state: FamilyState): object {
  return {
    family: state.family,
    revision: state.revision,
    active_version: state.activeVersion,
    previous_version: state.previousVersion,
    hold: state.hold,
    left_versions: state.leftVersions,
    activated_versions: state.activatedVersions,
    archived_versions: state.archivedVersions,
    shadow: state.shadow,
    declared: state.declared,
    decided_by: state.decidedBy,
    decided_at: state.decidedAt,
  } satisfies Record<keyof FamilyRow, unknown>;
}
