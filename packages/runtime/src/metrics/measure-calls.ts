import type { Meter } from "@opentelemetry/api";
import type { CallRecord } from "@promptrail/core";
import { toCallAttributes, toDurationAttributes } from "./to-call-attributes.js";

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
    duration.record(record.durationMs / 1_000, toDurationAttributes(record, environment));
  };
}
