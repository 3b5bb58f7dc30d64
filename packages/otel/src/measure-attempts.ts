import type { Attributes, Meter } from "@opentelemetry/api";
import type { Attempt, CallRecord, StartedCall } from "@promptrail/core";
import { findAttemptError } from "./attributes/error-type.js";
import { known } from "./attributes/known.js";
import { toRequestAttributes } from "./attributes/request-attributes.js";
import { errorType, genAi, promptrail } from "./names.js";

/** One request to a vendor that has ended. */
export interface EndedAttempt {
  readonly attempt: Attempt;
  readonly call: StartedCall;
  /** The record of its call, where this attempt brought what the call returned. */
  readonly answer: CallRecord | null;
}

export type MeasureAttempt = (ended: EndedAttempt) => void;

/**
 * As the conventions advise, in seconds and in tokens.
 * https://github.com/open-telemetry/semantic-conventions-genai/blob/main/docs/gen-ai/gen-ai-metrics.md
 */
const secondBoundaries = [
  ...[0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64],
  ...[1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92],
];
const tokenBoundaries = Array.from({ length: 14 }, (_, power) => 4 ** power);

/** Measures each request to a vendor, failed ones too. What nobody counted is not measured. */
export function measureAttempts(
  meter: Meter,
  vendors: Readonly<Record<string, string>>,
): MeasureAttempt {
  const duration = meter.createHistogram(genAi.operationDuration, {
    unit: "s",
    description: "GenAI operation duration.",
    advice: { explicitBucketBoundaries: secondBoundaries },
  });
  const tokens = meter.createHistogram(genAi.tokenUsage, {
    unit: "{token}",
    description: "Number of input and output tokens used.",
    advice: { explicitBucketBoundaries: tokenBoundaries },
  });
  return (ended) => {
    const { attempt, answer } = ended;
    const attributes = toMetricAttributes(ended, vendors);
    const error = known({ [errorType]: findAttemptError(attempt, answer) });
    duration.record(attempt.latencyMs / 1_000, { ...attributes, ...error });
    const { input, output } = attempt.usage;
    if (input !== null) tokens.record(input, { ...attributes, [genAi.tokenType]: "input" });
    if (output !== null) tokens.record(output, { ...attributes, [genAi.tokenType]: "output" });
  };
}

/** Every value is from a small set that the project or its vendors decide. */
function toMetricAttributes(
  { attempt, call, answer }: EndedAttempt,
  vendors: Readonly<Record<string, string>>,
): Attributes {
  return {
    ...toRequestAttributes(call, attempt, vendors),
    ...known({
      [genAi.responseModel]: answer?.answeredModel ?? null,
      [promptrail.lane]: call.lane,
    }),
  };
}
