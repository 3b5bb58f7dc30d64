import { type Decision, type DrillResult, PromptrailError } from "@promptrail/core";
import type { DecisionResult, Drill, OpenStore } from "@promptrail/core/lifecycle";
import { aliveWithinMs, waitForFleet } from "../../fleet/wait-for-fleet.js";
import { type DecisionOptions, toCommandBase } from "../request/decision-options.js";

const defaultTimeoutMs = 2_000;

export interface DrillRequest<Family extends string = string>
  extends Pick<DecisionOptions, "actor" | "source" | "idempotencyKey"> {
  readonly family: Family;
  readonly reason?: string | undefined;
  /** How long the processes have. Default: 2,000. */
  readonly timeoutMs?: number | undefined;
}

/**
 * Decides something that changes nothing, and measures how fast the processes learn of it.
 * `applied` is given the decision as soon as it is recorded.
 *
 * @throws PromptrailError `unknown_family`, `store_unavailable`.
 */
export async function runDrill(
  store: OpenStore,
  request: DrillRequest,
  applied: (result: DecisionResult) => Promise<unknown>,
): Promise<DrillResult> {
  const { family, reason = "A drill.", timeoutMs = defaultTimeoutMs } = request;
  const base = toCommandBase(family, reason, request);
  const result = await store.status.decide({ ...base, kind: "drill" });
  await applied(result);
  const { revision, actor, decidedAt } = requireDecision(result.decision, family);
  const progress = await waitForFleet(store.fleet, { revision, timeoutMs });
  const drill: Drill = {
    family,
    revision,
    actor,
    startedAt: decidedAt,
    processes: progress.answer.total,
    appliedAfterMs: progress.applied
      .map(({ appliedAfterMs }) => appliedAfterMs)
      .filter((appliedAfterMs) => appliedAfterMs !== null),
  };
  await store.fleet.saveDrill(drill);
  return { drill, answer: progress.answer, members: await store.fleet.read(aliveWithinMs) };
}

function requireDecision(decision: Decision | null, family: string): Decision {
  if (decision !== null) return decision;
  throw new PromptrailError(
    "not_supported",
    `The store recorded no decision for the drill of family "${family}", so nothing could be measured. Update the package of the store.`,
    { family },
  );
}
