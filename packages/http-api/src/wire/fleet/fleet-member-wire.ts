import type { FleetMember } from "@promptrail/core";
import { z } from "zod";
import { components } from "../../schemas/components.js";
import { revisionNumber, timestamp } from "../../schemas/fields.js";
import { stateSourceWire } from "../state/state-source-wire.js";

export const processRoles = ["server", "runtime", "follower"] as const;

/** A process, as the store last heard of it. */
export const fleetMemberWire = z
  .object({
    process_id: z.string(),
    name: z.string(),
    role: z.enum(processRoles),
    revision: revisionNumber,
    state_source: stateSourceWire,
    problems: z.array(z.string()),
    reported_at: timestamp,
    applied_after_ms: z.number().nullable(),
  })
  .register(components, { id: "FleetMember" });

export type FleetMemberWire = z.infer<typeof fleetMemberWire>;

/** Every process that gave a sign of life lately. */
export const fleetWire = z
  .object({ members: z.array(fleetMemberWire) })
  .register(components, { id: "Fleet" });

export function toFleetMemberWire(member: FleetMember): FleetMemberWire {
  const { name, role, revision } = member;
  return {
    process_id: member.processId,
    name,
    role,
    revision,
    state_source: member.stateSource,
    problems: [...member.problems],
    reported_at: member.reportedAt.toISOString(),
    applied_after_ms: member.appliedAfterMs,
  };
}

export function fromFleetMemberWire(wire: FleetMemberWire): FleetMember {
  const { name, role, revision, problems } = wire;
  return {
    processId: wire.process_id,
    name,
    role,
    revision,
    stateSource: wire.state_source,
    problems,
    reportedAt: new Date(wire.reported_at),
    appliedAfterMs: wire.applied_after_ms,
  };
}
