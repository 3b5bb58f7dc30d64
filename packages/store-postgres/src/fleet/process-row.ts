import type { FleetMember } from "@promptrail/core/lifecycle";

/** A row of `promptrail.process`. */
export interface ProcessRow {
  readonly process_id: string;
  readonly name: string;
  readonly role: FleetMember["role"];
  readonly revision: number;
  readonly state_source: FleetMember["stateSource"];
  readonly problems: readonly string[];
  readonly reported_at: Date;
  readonly applied_after_ms: number | null;
}

export const processColumns = `process_id, name, role, revision, state_source, problems, reported_at,
  applied_after_ms`;

export function fromProcessRow(row: ProcessRow): FleetMember {
  return {
    processId: row.process_id,
    name: row.name,
    role: row.role,
    revision: row.revision,
    stateSource: row.state_source,
    problems: row.problems,
    reportedAt: row.reported_at,
    appliedAfterMs: row.applied_after_ms,
  };
}
