import {
  type Attempt,
  type CallRecord,
  type CallResult,
  isPromptrailError,
  type JsonObject,
  type ProviderWarning,
  type StartedCall,
} from "@promptrail/core";
import { noAnswer, toLoggedMessages } from "@promptrail/core/call-log";
import { toErrorText } from "@promptrail/core/errors";
import type { Headroom } from "@promptrail/core/lifecycle";
import { toJsonResult } from "@promptrail/core/lifecycle";
import type { JsonForm } from "@promptrail/core/portable";
import { type Completion, findFailureKind, noUsage } from "@promptrail/core/provider-kit";
import { measureCompletion } from "../answer/measure-completion.js";
import type { CallPlan } from "../plan/call-plan.js";
import type { GivenParts } from "../plan/given-parts.js";
import type { Route } from "../plan/route.js";
import { type HideGiven, hideWithin, hidingGiven } from "./hide-given.js";

/** A call that is about to be sent → what observers hear of it, and the first half of its record. */
export function toStartedCall(plan: CallPlan): StartedCall {
  const { id, lane, shadowOf, run, startedAt, context, given, routes, resolution } = plan;
  const { subject, messages } = plan;
  const { version, revision, source, degraded, pinned } = resolution;
  const [{ provider, request }] = routes;
  return {
    id,
    family: version.family,
    version: version.version,
    contentHash: version.contentHash,
    revision,
    stateSource: source,
    degraded,
    pinned,
    lane,
    shadowOf,
    runId: run?.id ?? null,
    step: run?.step ?? null,
    subject,
    startedAt,
    context: context.json,
    attachments: given.records,
    messages: toLoggedMessages(messages),
    provider: provider.id,
    requestedModel: request.model,
  };
}

/** A finished call → its record. */
export function toCallRecord(
  call: StartedCall,
  context: JsonForm,
  { result, finishedAt }: { readonly result: CallResult; readonly finishedAt: Date },
  attempts: readonly Attempt[],
): CallRecord {
  const { data, warnings } =
    result.data === null ? { data: null, warnings: result.warnings } : toJsonResult(result);
  return {
    ...call,
    durationMs: finishedAt.getTime() - call.startedAt.getTime(),
    answeredModel: result.model,
    fallback: result.fallback,
    outcome: result.outcome,
    success: result.success,
    text: result.text,
    data,
    usage: result.usage,
    cost: result.cost,
    requestId: result.requestId,
    stopReason: result.stopReason,
    headroom: result.headroom,
    warnings: warnOfContext(context, warnings),
    error: null,
    attempts,
  };
}

interface FailedCall {
  readonly error: unknown;
  readonly finishedAt: Date;
  /** Of the model that was asked last. */
  readonly headroom: Headroom | null;
  /** Why models were not asked, or may have been asked too much. */
  readonly told: readonly ProviderWarning[];
  readonly given: GivenParts;
}

/** A call that brought no answer → its record: what it used, nobody said. */
export function toFailedRecord(
  call: StartedCall,
  context: JsonForm,
  failure: FailedCall,
  attempts: readonly Attempt[],
): CallRecord {
  return {
    ...call,
    durationMs: failure.finishedAt.getTime() - call.startedAt.getTime(),
    ...noAnswer,
    headroom: failure.headroom,
    warnings: warnOfContext(context, failure.told),
    error: describeError(failure.error, hidingGiven(failure.given)),
    attempts,
  };
}

/** Told in the record alone: the caller's call lacks nothing. */
function warnOfContext(
  { problem }: JsonForm,
  warnings: readonly ProviderWarning[],
): readonly ProviderWarning[] {
  if (problem === null) return warnings;
  return [
    ...warnings,
    { setting: "context", reason: `${problem}: the record's \`context\` is null` },
  ];
}

function describeError(error: unknown, hide: HideGiven): JsonObject {
  if (isPromptrailError(error)) {
    return { code: error.code, message: hide(error.message), data: hideWithin(error.data, hide) };
  }
  return { code: "unexpected", message: hide(toErrorText(error)) };
}

interface EndedAttempt {
  readonly route: Route;
  readonly startedAt: Date;
  readonly finishedAt: Date;
}

type AnsweredCall = Pick<CallResult, "outcome" | "requestId" | "usage" | "cost" | "pricesAsOf">;

/** A request that brought an answer, of whatever outcome. */
export function toAnsweredAttempt(
  ended: EndedAttempt,
  { outcome, requestId, usage, cost, pricesAsOf }: AnsweredCall,
): Attempt {
  return toAttempt(ended, { outcome, failure: null, requestId, usage, cost, pricesAsOf });
}

/** A request whose answer broke off, and is asked for again. */
export function toCutAttempt(ended: EndedAttempt, completion: Completion): Attempt {
  return toAnsweredAttempt(ended, {
    ...completion,
    ...measureCompletion(ended.route, completion),
  });
}

/** A request that brought none. */
export function toFailedAttempt(ended: EndedAttempt, error: unknown): Attempt {
  return toAttempt(ended, {
    outcome: null,
    failure: findFailureKind(error) ?? "unexpected",
    requestId: findRequestId(error),
    usage: noUsage,
    cost: null,
    pricesAsOf: null,
  });
}

function toAttempt(
  { route, startedAt, finishedAt }: EndedAttempt,
  came: Pick<Attempt, "failure" | keyof AnsweredCall>,
): Attempt {
  return {
    provider: route.provider.id,
    model: route.request.model,
    fallback: route.isFallback,
    startedAt,
    latencyMs: finishedAt.getTime() - startedAt.getTime(),
    ...came,
  };
}

function findRequestId(error: unknown): string | null {
  const requestId = isPromptrailError(error) ? error.data["requestId"] : null;
  return typeof requestId === "string" ? requestId : null;
}
