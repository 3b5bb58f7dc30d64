import { type Attempt, type CallResult, isPromptrailError } from "@promptrail/core";
import { noUsage } from "@promptrail/core/provider-kit";
import type { Route } from "../plan/call-plan.js";

interface EndedAttempt {
  readonly route: Route;
  readonly startedAt: Date;
  readonly finishedAt: Date;
}

/** A request that brought an answer, of whatever outcome. */
export function toAnsweredAttempt(
  { route, startedAt, finishedAt }: EndedAttempt,
  { outcome, requestId, usage, cost }: Pick<CallResult, "outcome" | "requestId" | "usage" | "cost">,
): Attempt {
  return {
    provider: route.provider.id,
    model: route.request.model,
    startedAt,
    latencyMs: finishedAt.getTime() - startedAt.getTime(),
    outcome,
    failure: null,
    requestId,
    usage,
    cost,
  };
}

/** A request that brought none. */
export function toFailedAttempt(
  { route, startedAt, finishedAt }: EndedAttempt,
  error: unknown,
): Attempt {
  return {
    provider: route.provider.id,
    model: route.request.model,
    startedAt,
    latencyMs: finishedAt.getTime() - startedAt.getTime(),
    outcome: null,
    failure: nameFailure(error),
    requestId: findRequestId(error),
    usage: noUsage,
    cost: null,
  };
}

/** A provider's failure by its kind. By its data: two copies of the package must recognise each other's errors. */
function nameFailure(error: unknown): string {
  if (!isPromptrailError(error)) return "unexpected";
  const kind = error.data["kind"];
  return error.code === "provider_failed" && typeof kind === "string" ? kind : error.code;
}

function findRequestId(error: unknown): string | null {
  const requestId = isPromptrailError(error) ? error.data["requestId"] : null;
  return typeof requestId === "string" ? requestId : null;
}
