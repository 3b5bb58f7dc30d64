import { z } from "zod";
import { components } from "../../schemas/components.js";

/** How far a decision had come when the wait for the fleet ended. */
export interface FleetAnswer {
  readonly total: number;
  readonly acknowledged: number;
  /** Of those that have it; null where none has, or the store cannot say when. */
  readonly slowest: { readonly name: string; readonly appliedAfterMs: number } | null;
  /** The names of the processes that had not reported it in time; over HTTP, of the first hundred. */
  readonly missing: readonly string[];
}

/** `total` less `acknowledged` says how many there are; who wants all of them asks for the fleet. */
const mostMissing = 100;

export const fleetAnswerWire = z
  .object({
    acknowledged: z.int().min(0),
    total: z.int().min(0),
    slowest: z.object({ name: z.string(), applied_after_ms: z.number() }).nullable(),
    missing: z.array(z.string()),
  })
  .register(components, { id: "FleetAnswer" });

export type FleetAnswerWire = z.infer<typeof fleetAnswerWire>;

/** The member of a decision's answer that tells of the fleet; absent where nobody asked to wait. */
export const fleetMember = { fleet: fleetAnswerWire.nullable().exactOptional() } as const;

export function toFleetAnswerWire(answer: FleetAnswer): FleetAnswerWire {
  const { acknowledged, total, slowest, missing } = answer;
  return {
    acknowledged,
    total,
    slowest:
      slowest === null ? null : { name: slowest.name, applied_after_ms: slowest.appliedAfterMs },
    missing: missing.slice(0, mostMissing),
  };
}

export function fromFleetAnswerWire(wire: FleetAnswerWire): FleetAnswer {
  const { acknowledged, total, slowest, missing } = wire;
  return {
    acknowledged,
    total,
    slowest:
      slowest === null ? null : { name: slowest.name, appliedAfterMs: slowest.applied_after_ms },
    missing,
  };
}

/** `undefined`: nobody asked to wait. */
export function toFleetMember(answer: FleetAnswer | null | undefined): {
  fleet?: FleetAnswerWire | null;
} {
  if (answer === undefined) return {};
  return { fleet: answer === null ? null : toFleetAnswerWire(answer) };
}

export function fromFleetMember(wire: FleetAnswerWire | null | undefined): FleetAnswer | null {
  return wire === undefined || wire === null ? null : fromFleetAnswerWire(wire);
}
