import type { Meter } from "@opentelemetry/api";
import type { ShadowLoss } from "../calls/shadow-runner.js";

/** Counts what is missing where two versions are compared. */
export function measureShadowLosses(meter: Meter, environment: string): (loss: ShadowLoss) => void {
  const lost = meter.createCounter("promptrail.shadow.lost", {
    unit: "{run}",
    description:
      "Shadow runs that were not started because too many ran, or were ended with their process.",
  });
  return ({ family, version, reason }) => lost.add(1, { environment, family, version, reason });
}
