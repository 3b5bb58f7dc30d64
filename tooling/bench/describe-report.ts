import type { BenchmarkReport, Measurement, Ratio } from "./benchmark.ts";

/** A benchmark's figures as lines for people. */
export function describeReport(
  benchmarkName: string,
  { ratios, measurements }: BenchmarkReport,
): string {
  return [benchmarkName, ...ratios.map(describeRatio), ...measurements.map(describe)].join("\n");
}

function describeRatio(ratio: Ratio): string {
  const { what, value, bound, holds, subjectMicroseconds, floorMicroseconds } = ratio;
  const verdict = describeVerdict(bound === null ? null : `${bound}×`, holds);
  const times = `${describeTime(subjectMicroseconds)}, floor ${describeTime(floorMicroseconds)}`;
  return `  ${what}: ${value.toFixed(2)}× (${verdict}; ${times})`;
}

function describe({ what, unit, value, bound, holds }: Measurement): string {
  const show = unit === "bytes" ? describeBytes : describeTime;
  return `  ${what}: ${show(value)} (${describeVerdict(bound === null ? null : show(bound), holds)})`;
}

function describeVerdict(bound: string | null, holds: boolean): string {
  if (bound === null) return "no bound";
  return `bound ${bound}, ${holds ? "holds" : "DOES NOT HOLD"}`;
}

function describeTime(microseconds: number): string {
  if (microseconds < 1) return `${(microseconds * 1000).toFixed(0)} ns`;
  return microseconds < 1000
    ? `${microseconds.toFixed(1)} µs`
    : `${(microseconds / 1000).toFixed(1)} ms`;
}

function describeBytes(bytes: number): string {
  return `${bytes.toFixed(0)} bytes`;
}
