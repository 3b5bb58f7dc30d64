import type { BatchObservableResult, Meter } from "@opentelemetry/api";
import type { StatusProblemCode } from "@promptrail/core";
import type { StateSource } from "@promptrail/core/lifecycle";
import type { ProblemBoard } from "../problems/problem-board.js";
import type { LiveStatus } from "../state/live-status.js";

export interface StatePorts {
  readonly environment: string;
  readonly live: Pick<LiveStatus, "current">;
  readonly problems: Pick<ProblemBoard, "current">;
}

// All sources and codes are reported, also at 0: an alert cannot be written on what is absent.
const noSource = { store: 0, last_known_good: 0, code_default: 0 } satisfies Record<
  StateSource,
  number
>;
const noProblem = {
  state_regression: 0,
  immutability_violation: 0,
  active_unavailable: 0,
  store_unavailable: 0,
} satisfies Record<StatusProblemCode, number>;

/** Gauges of what the process serves and of what is not well in it, read when metrics are collected. */
export function observeState(meter: Meter, ports: StatePorts): () => void {
  const { environment, live } = ports;
  const revision = meter.createObservableGauge("promptrail.state.revision", {
    unit: "{revision}",
    description: "The revision that the process has applied.",
  });
  const source = meter.createObservableGauge("promptrail.state.source", {
    unit: "1",
    description: "1 for where the applied state comes from, 0 for the others.",
  });
  const problems = meter.createObservableGauge("promptrail.problems", {
    unit: "{problem}",
    description: "Problems that the process has now.",
  });
  const observables = [revision, source, problems];
  const observe = (result: BatchObservableResult) => {
    const { snapshot, source: current } = live.current;
    result.observe(revision, snapshot.revision, { environment });
    for (const [name, value] of Object.entries({ ...noSource, [current]: 1 })) {
      result.observe(source, value, { environment, source: name });
    }
    for (const [code, count] of Object.entries(countProblems(ports.problems))) {
      result.observe(problems, count, { environment, code });
    }
  };
  meter.addBatchObservableCallback(observe, observables);
  return () => meter.removeBatchObservableCallback(observe, observables);
}

function countProblems({ current }: StatePorts["problems"]): Record<StatusProblemCode, number> {
  const counts = { ...noProblem };
  for (const { code } of current) counts[code] += 1;
  return counts;
}
