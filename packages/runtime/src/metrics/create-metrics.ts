import { metrics } from "@opentelemetry/api";
import { toErrorText } from "@promptrail/core/errors";
import packageJson from "../../package.json" with { type: "json" };
import type { OwnObserver } from "../calls/send/observe-calls.js";
import type { ShadowLoss } from "../calls/shadows/shadow-runner.js";
import { createGuard } from "../problems/create-guard.js";
import { measureCalls, measureShadowLosses } from "./call-metrics.js";
import { observeState, type StatePorts } from "./state-metrics.js";

interface MetricsPorts extends StatePorts {
  readonly onProblem: (error: unknown) => void;
}

/** What a process tells OpenTelemetry. No function throws. */
export interface Metrics {
  readonly observer: OwnObserver;
  readonly addShadowLoss: (loss: ShadowLoss) => void;
  /**
   * From here on no gauge is read; calls that still end are counted. The SDK for JavaScript (3.1) repeats
   * the last gauges where it cumulates, although the specification says that it should not.
   */
  readonly stop: () => void;
}

/**
 * The metrics of one process, on the meter provider that the application has registered. Without one
 * they are no-ops, and stay so: OpenTelemetry has no metrics that wait for a provider to come.
 *
 * `@opentelemetry/api` is a peer, as OpenTelemetry asks of libraries: the application's provider is a
 * global of its copy of the API, and a newer copy of ours would not read it, without a word.
 */
export function createMetrics(ports: MetricsPorts): Metrics {
  const { environment, onProblem } = ports;
  const tell = (error: unknown) => onProblem(metricsFailed(error));
  try {
    const meter = metrics.getMeter("promptrail", packageJson.version);
    const addCall = measureCalls(meter, environment);
    const addShadowLoss = measureShadowLosses(meter, environment);
    const stop = observeState(meter, ports);
    const guardCalls = createGuard(tell);
    const guardLosses = createGuard(tell);
    const guardStop = createGuard(tell);
    return {
      observer: { finished: (record) => guardCalls(() => addCall(record)) },
      addShadowLoss: (loss) => guardLosses(() => addShadowLoss(loss)),
      stop: () => guardStop(stop),
    };
  } catch (error) {
    tell(error);
    return { observer: {}, addShadowLoss: () => {}, stop: () => {} };
  }
}

/** The meter provider is the application's own: only its owner can mend it, and nothing is refused for it. */
function metricsFailed(cause: unknown): Error {
  const reason = toErrorText(cause);
  return new Error(
    `The OpenTelemetry meter provider of this process failed: ${reason}. Calls continue, but their metrics may be missing. Check the OpenTelemetry SDK that the application registers.`,
    { cause },
  );
}
