import { metrics } from "@opentelemetry/api";
import type { CallRecord } from "@promptrail/core";
import packageJson from "../../package.json" with { type: "json" };
import type { ShadowLoss } from "../calls/shadow-runner.js";
import { measureCalls } from "./measure-calls.js";
import { measureShadowLosses } from "./measure-shadow-losses.js";
import { metricsFailed } from "./metrics-failed.js";
import { observeState, type StatePorts } from "./observe-state.js";
import { tellOnce } from "./tell-once.js";

interface MetricsPorts extends StatePorts {
  readonly onProblem: (error: unknown) => void;
}

/** What a process tells OpenTelemetry. No function throws. */
export interface Metrics {
  readonly addCall: (record: CallRecord) => void;
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
    return {
      addCall: tellOnce(measureCalls(meter, environment), tell),
      addShadowLoss: tellOnce(measureShadowLosses(meter, environment), tell),
      stop: tellOnce(observeState(meter, ports), tell),
    };
  } catch (error) {
    tell(error);
    return { addCall: () => {}, addShadowLoss: () => {}, stop: () => {} };
  }
}
