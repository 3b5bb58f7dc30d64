import type { FleetAnswer } from "@promptrail/core";
import type { DecisionResult } from "@promptrail/core/lifecycle";
import type { FleetWaitOptions } from "@promptrail/http-api";
import type { ServerPorts } from "../http/route-handler.js";
import { withDeadline } from "../limits/with-deadline.js";

/** An operator in a hurry hears within two seconds that the store is away. */
export const decisionMs = 1_800;
const deciding =
  "The store may still record the decision (read the history, or repeat the request with the same Idempotency-Key): it";

/** As long as a few thousand families take; a store that is away is told by itself, in less than two. */
export const recoveryMs = 30_000;
const recovering =
  "The recovery may still be running (read the history, or repeat the request, which is safe): it";

/** For the last look at the store. */
const marginMs = 500;

/** What a decision gives, and tells the event streams of it. Throws `store_unavailable` when it takes too long. */
export async function decide<Result>(
  { events }: ServerPorts,
  work: Promise<Result>,
  milliseconds = decisionMs,
): Promise<Result> {
  const result = await withDeadline(work, milliseconds, deciding);
  events.look();
  return result;
}

/** The same for a recovery, which decides once a family. */
export async function decideAll<Result>(
  { events }: ServerPorts,
  work: Promise<Result>,
): Promise<Result> {
  const result = await withDeadline(work, recoveryMs, recovering);
  events.look();
  return result;
}

/**
 * How far a decision has come; undefined where nobody asked. The decision stands whatever happens
 * here, so a fleet that cannot be asked is null and no error.
 */
export async function waitForFleet(
  { promptrail }: ServerPorts,
  { decision, followUp, state }: DecisionResult,
  wait: FleetWaitOptions | undefined,
): Promise<FleetAnswer | null | undefined> {
  if (wait === undefined) return undefined;
  const { timeoutMs } = wait;
  const { revision } = followUp ?? decision ?? state;
  try {
    const waiting = promptrail.waitForFleet({ revision, timeoutMs });
    return await withDeadline(waiting, timeoutMs + marginMs, "The fleet");
  } catch {
    return null;
  }
}
