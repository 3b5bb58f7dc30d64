import {
  type CallResult,
  type InputSchema,
  isSuccess,
  type JsonValue,
  type Outcome,
  type ProviderWarning,
} from "@promptrail/core";
import { toErrorText } from "@promptrail/core/errors";
import {
  describeIssues,
  describeLostDigits,
  findLostDigits,
  readJson,
} from "@promptrail/core/portable";
import type { Completion } from "@promptrail/core/provider-kit";
import type { ServableVersion } from "../../catalog/servable-version.js";
import type { CallPlan } from "../plan/call-plan.js";
import type { Judgement } from "../plan/judgement.js";
import type { Route } from "../plan/route.js";
import { measureCompletion } from "./measure-completion.js";

interface ReadAnswer {
  readonly outcome: Outcome;
  /** What the version's output schema makes of the answer. */
  readonly data: unknown;
  /** Those of reading it alone. */
  readonly warnings: readonly ProviderWarning[];
}

interface EndedAnswer {
  /** Of the model that brought it. */
  readonly judgement: Judgement;
  /** Why models were not asked, or may have been asked too much. */
  readonly told: readonly ProviderWarning[];
  readonly read: ReadAnswer;
  /** When the attempt that brought it was sent. */
  readonly startedAt: Date;
  readonly finishedAt: Date;
}

/** A provider's answer → what the caller gets. */
export function toCallResult(
  plan: CallPlan,
  route: Route,
  completion: Completion,
  { read, judgement, told, startedAt, finishedAt }: EndedAnswer,
): CallResult {
  const { provider, request, isFallback } = route;
  const { outcome, data } = read;
  const warnings = [...told, ...read.warnings];
  const { resolution } = plan;
  const { version } = resolution;
  const { text, toolCalls, model, requestId, stopReason } = completion;
  return {
    id: plan.id,
    family: version.family,
    version: version.version,
    key: version.key,
    outcome,
    success: isSuccess(outcome, request.tools.length > 0),
    text,
    data,
    toolCalls,
    ...measureCompletion(route, completion),
    provider: provider.id,
    model,
    fallback: isFallback,
    requestId,
    stopReason,
    rateLimits: completion.rateLimits ?? null,
    headroom: judgement.headroom,
    warnings: warnings.length === 0 ? completion.warnings : [...completion.warnings, ...warnings],
    durationMs: finishedAt.getTime() - startedAt.getTime(),
    revision: resolution.revision,
    stateSource: resolution.source,
    degraded: resolution.degraded,
  };
}

/**
 * Reads an answer by the version's output schema. One that does not fit is `invalid_output`, as is one with a
 * number that JavaScript cannot keep. Nothing is waited for where there is nothing to check.
 */
export function readAnswer(
  version: ServableVersion,
  { outcome, text, toolCalls }: Completion,
): ReadAnswer | Promise<ReadAnswer> {
  const unread = { outcome, data: null, warnings: [] };
  if (outcome !== "ok" && outcome !== "tool_use") return unread;
  const isData = outcome === "ok" && version.content.output !== null;
  const read = isData ? readJson(text) : undefined;
  if (read !== undefined && read.lost !== null) return unfit(describeLoss(read.lost));
  for (const { name, input } of toolCalls) {
    // The vendor's SDK may have read it already: how it was written is no longer known.
    const lost = findLostDigits(input);
    if (lost !== null) return unfit(describeLoss([name, ...lost]), "tools");
  }
  if (!isData) return unread;
  if (read === undefined) return unfit("The answer is not JSON.");
  return version.output === null
    ? { outcome, data: read.value, warnings: [] }
    : validate(version.output, read.value);
}

async function validate(schema: InputSchema, value: JsonValue): Promise<ReadAnswer> {
  try {
    const result = await schema["~standard"].validate(value);
    if (result.issues === undefined) return { outcome: "ok", data: result.value, warnings: [] };
    return unfit(`The answer does not fit the output schema: ${describeIssues(result.issues)}.`);
  } catch (error) {
    // A transformation of the team's own: the answer came and was paid for, so it is kept.
    return unfit(`The output schema threw an error on this answer: ${toErrorText(error)}`);
  }
}

function describeLoss(lost: readonly PropertyKey[]): string {
  return `The answer cannot be read: ${describeLostDigits(lost)}.`;
}

function unfit(reason: string, setting = "output"): ReadAnswer {
  return { outcome: "invalid_output", data: null, warnings: [{ setting, reason }] };
}
