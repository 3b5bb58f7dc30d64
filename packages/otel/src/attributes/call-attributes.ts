import type { Attributes } from "@opentelemetry/api";
import type { CallRecord, StartedCall } from "@promptrail/core";
import { versionKey } from "@promptrail/core/portable";
import { genAi, promptrail } from "../names.js";
import { known } from "./known.js";

/** What is known of a call when it starts, and of no content: neither context, messages nor subject. */
export function toStartAttributes(call: StartedCall): Attributes {
  return known({
    [promptrail.callId]: call.id,
    [promptrail.key]: versionKey(call.family, call.version),
    [promptrail.contentHash]: call.contentHash,
    [promptrail.lane]: call.lane,
    [promptrail.revision]: call.revision,
    [promptrail.stateSource]: call.stateSource,
    [promptrail.degraded]: call.degraded,
    [promptrail.pinned]: call.pinned,
    [promptrail.shadowOf]: call.shadowOf,
    [promptrail.runId]: call.runId,
    [promptrail.runStep]: call.step,
  });
}

/** What came of it, without a word of what was said. */
export function toEndAttributes(record: CallRecord): Attributes {
  return {
    ...toAnswerAttributes(record),
    ...known({
      [promptrail.outcome]: record.outcome ?? "failed",
      [promptrail.success]: record.success,
      [promptrail.fallback]: record.fallback,
      [promptrail.attempts]: record.attempts.length,
      [promptrail.cost]: record.cost,
      [promptrail.headroom]: record.headroom?.tokens ?? null,
    }),
  };
}

/** What the vendor's answer says of itself. */
export function toAnswerAttributes(record: CallRecord): Attributes {
  return known({
    [genAi.responseModel]: record.answeredModel,
    [genAi.finishReasons]: record.stopReason === null ? null : [record.stopReason],
    // Of a record without data nobody knows whether some was asked for.
    [genAi.outputType]: record.data === null ? null : "json",
  });
}
