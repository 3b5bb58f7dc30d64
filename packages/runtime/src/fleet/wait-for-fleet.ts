import { setTimeout as delay } from "node:timers/promises";
import type { FleetAnswer } from "@promptrail/core";
import type { FleetMember, FleetStore } from "@promptrail/core/lifecycle";

/** A process says that it lives every 5 s: one that missed three is gone. */
export const aliveWithinMs = 15_000;

const pollMs = 20;

export interface FleetWait {
  readonly revision: number;
  readonly timeoutMs: number;
}

interface FleetProgress {
  readonly answer: FleetAnswer;
  /** The processes that have the revision, as they were when they first reported it. */
  readonly applied: readonly FleetMember[];
}

/**
 * Waits until every process that lives at the start has reported the revision, or a later one.
 *
 * @throws PromptrailError `store_unavailable`.
 */
export async function waitForFleet(
  fleet: Pick<FleetStore, "read">,
  { revision, timeoutMs }: FleetWait,
): Promise<FleetProgress> {
  const deadline = performance.now() + timeoutMs;
  let members = await fleet.read(aliveWithinMs);
  const started = new Set(members.map(({ processId }) => processId));
  const applied = new Map<string, FleetMember>();
  for (;;) {
    members = members.filter(({ processId }) => started.has(processId));
    for (const member of members) {
      if (member.revision >= revision && !applied.has(member.processId)) {
        applied.set(member.processId, member);
      }
    }
    const missing = members.filter(({ processId }) => !applied.has(processId));
    const remainingMs = deadline - performance.now();
    if (missing.length === 0 || remainingMs <= 0) return toProgress([...applied.values()], missing);
    await delay(Math.min(pollMs, remainingMs));
    members = await fleet.read(aliveWithinMs);
  }
}

function toProgress(
  applied: readonly FleetMember[],
  missing: readonly FleetMember[],
): FleetProgress {
  const timed = applied.flatMap(({ name, appliedAfterMs }) =>
    appliedAfterMs === null ? [] : [{ name, appliedAfterMs }],
  );
  const [slowest] = timed.toSorted((left, right) => right.appliedAfterMs - left.appliedAfterMs);
  return {
    applied,
    answer: {
      total: applied.length + missing.length,
      acknowledged: applied.length,
      slowest: slowest ?? null,
      missing: missing.map(({ name }) => name),
    },
  };
}
