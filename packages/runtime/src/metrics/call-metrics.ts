import type { Attributes, Meter } from "@opentelemetry/api";
import type { CallRecord } from "@promptrail/core";
import { vendorNames } from "@promptrail/core/provider-kit";
import type { ShadowLoss } from "../calls/shadows/shadow-runner.js";

/**
 * Seconds, as the GenAI conventions advise for the duration of an operation.
 * https://github.com/open-telemetry/semantic-conventions-genai/blob/main/docs/gen-ai/gen-ai-metrics.md
 */
const durationBoundaries = [
  ...[0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64],
  ...[1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92],
];

/** Counts and times calls by their records, so that metrics and call log say the same. */
export function measureCalls(meter: Meter, environment: string): (record: CallRecord) => void {
  const calls = meter.createCounter("promptrail.calls", {
    unit: "{call}",
    description: "Calls that were sent, by what came of them.",
  });
  // Not `gen_ai.client.operation.duration`: an instrumented vendor SDK records that for the same call.
  const duration = meter.createHistogram("promptrail.call.duration", {
    unit: "s",
    description: "Time from sending a call to the end of its answer.",
    advice: { explicitBucketBoundaries: durationBoundaries },
  });
  return (record) => {
    calls.add(1, toCallAttributes(record, environment));
    if (record.durationMs === null) return;
    duration.record(record.durationMs / 1_000, toDurationAttributes(record, environment));
  };
}

/** Counts what is missing where two versions are compared. */
export function measureShadowLosses(meter: Meter, environment: string): (loss: ShadowLoss) => void {
  const lost = meter.createCounter("promptrail.shadow.lost", {
    unit: "{run}",
    description:
      "Shadow runs that were not made because too many ran, a budget was used up, no time was left or a run of tools went on, or that were ended with their process.",
  });
  return ({ family, version, reason }) => lost.add(1, { environment, family, version, reason });
}

/**
 * What tells calls apart when they are counted. Every value is from a small set that the project
 * decides: no ids, no texts, nothing that a caller can make up.
 */
function toCallAttributes(record: CallRecord, environment: string): Attributes {
  return withErrorType(record, {
    environment,
    family: record.family,
    version: record.version,
    lane: record.lane,
    outcome: record.outcome ?? "failed",
    state_source: record.stateSource,
    degraded: record.degraded ?? "",
    pinned: record.pinned,
  });
}

/** Fewer than those of the count, since each set of values costs a row of buckets. */
function toDurationAttributes(record: CallRecord, environment: string): Attributes {
  return withErrorType(record, {
    environment,
    lane: record.lane,
    "gen_ai.prompt.name": record.family,
    "gen_ai.prompt.version": String(record.version),
    "gen_ai.request.model": record.requestedModel,
    "gen_ai.provider.name": vendorNames.get(record.provider) ?? record.provider,
  });
}

/** Left out where there is no error, as the conventions ask. A provider's failure is named by its kind. */
function withErrorType({ error, attempts }: CallRecord, attributes: Attributes): Attributes {
  if (error === null) return attributes;
  return { ...attributes, "error.type": attempts.at(-1)?.failure ?? "unexpected" };
}
