import { metrics, type Tracer, trace } from "@opentelemetry/api";
import packageJson from "../package.json" with { type: "json" };
import type { Guard } from "./guard.js";
import { type MeasureAttempt, measureAttempts } from "./measure-attempts.js";
import { promptrail } from "./names.js";
import type { GivenUp } from "./open-calls.js";
import type { ReadSettings } from "./otel-settings.js";

/** What a process tells by OpenTelemetry of its calls. */
export interface Signals {
  readonly tracer: Tracer;
  /** Never throws: metrics that fail cost no span. */
  readonly measure: MeasureAttempt;
  readonly countGivenUp: (reason: GivenUp) => void;
}

const scope = { name: "@promptrail/otel", version: packageJson.version };

/** Of the providers that the settings name, else of those that are registered now. */
export function createSignals(settings: ReadSettings, guard: Guard): Signals {
  const { tracerProvider, meterProvider, vendors } = settings;
  const tracer = (tracerProvider ?? trace).getTracer(scope.name, scope.version);
  const meter = (meterProvider ?? metrics).getMeter(scope.name, scope.version);
  const givenUp = meter.createCounter(promptrail.unfinishedCalls, {
    unit: "{call}",
    description: "Calls whose spans were ended before the calls were.",
  });
  const measure = measureAttempts(meter, vendors);
  return {
    tracer,
    measure: (ended) => guard(() => measure(ended)),
    countGivenUp: (reason) => givenUp.add(1, { [promptrail.reason]: reason }),
  };
}
