import type { Drill, FleetMember } from "@promptrail/core";
import { z } from "zod";
import { components } from "../../schemas/components.js";
import { familyName, reasonText, revisionNumber, timestamp } from "../../schemas/fields.js";
import {
  type FleetAnswer,
  fleetAnswerWire,
  fromFleetAnswerWire,
  toFleetAnswerWire,
} from "./fleet-answer-wire.js";
import { fleetMemberWire, fromFleetMemberWire, toFleetMemberWire } from "./fleet-member-wire.js";

/** How long an answer may wait for the fleet. */
export const longestWaitMs = 10_000;

/** A drill measures how fast a decision reaches every process; it changes nothing that is served. */
export const drillRequestWire = z
  .strictObject({
    reason: reasonText.exactOptional(),
    timeout_ms: z.int().min(1).max(longestWaitMs).exactOptional(),
  })
  .register(components, { id: "DrillRequest" });

export const drillWire = z
  .object({
    family: familyName,
    revision: revisionNumber,
    actor: z.string(),
    started_at: timestamp,
    processes: z.int().min(0),
    applied_after_ms: z.array(z.number()),
  })
  .register(components, { id: "Drill" });

export type DrillWire = z.infer<typeof drillWire>;

export const drillListWire = z
  .object({ drills: z.array(drillWire) })
  .register(components, { id: "Drills" });

export const drillResultWire = z
  .object({ drill: drillWire, fleet: fleetAnswerWire, members: z.array(fleetMemberWire) })
  .register(components, { id: "DrillResult" });

export type DrillResultWire = z.infer<typeof drillResultWire>;

/** What a drill measured, and the processes as the store knows them after it. */
export interface DrillResult {
  readonly drill: Drill;
  readonly answer: FleetAnswer;
  readonly members: readonly FleetMember[];
}

export function toDrillWire(drill: Drill): DrillWire {
  const { family, revision, actor, processes } = drill;
  return {
    family,
    revision,
    actor,
    started_at: drill.startedAt.toISOString(),
    processes,
    applied_after_ms: [...drill.appliedAfterMs],
  };
}

export function fromDrillWire(wire: DrillWire): Drill {
  const { family, revision, actor, processes } = wire;
  return {
    family,
    revision,
    actor,
    startedAt: new Date(wire.started_at),
    processes,
    appliedAfterMs: wire.applied_after_ms,
  };
}

export function toDrillResultWire({ drill, answer, members }: DrillResult): DrillResultWire {
  return {
    drill: toDrillWire(drill),
    fleet: toFleetAnswerWire(answer),
    members: members.map(toFleetMemberWire),
  };
}

export function fromDrillResultWire({ drill, fleet, members }: DrillResultWire): DrillResult {
  return {
    drill: fromDrillWire(drill),
    answer: fromFleetAnswerWire(fleet),
    members: members.map(fromFleetMemberWire),
  };
}
