import type { BenchmarkReport, Measurement, Ratio } from "./benchmark.ts";

/** A benchmark's figures as lines for people. */
export function describeReport(
  benchmarkName: string,
  { ratios, measurements, skipped }: BenchmarkReport,
): string {
  return [
    benchmarkName,
    ...ratios.map(describeRatio),
    ...measurements.map(describe),
    ...skipped.map((row) => `  skipped: ${row}`),
  ].join("\n");
}

function describeRatio(ratio: Ratio): string {
  const { what, value, bound, holds, subjectMicroseconds, floorMicroseconds } = ratio;
  const verdict = describeVerdict(bound === null ? null : `${bound}×`, holds);
  const times = `${describeTime(subjectMicroseconds)}, floor ${describeTime(floorMicroseconds)}`;
  return `  ${what}: ${value.toFixed(2)}× (${verdict}; ${times})`;
}

function describe({ what, unit, value, bound, holds }: Measurement): string {
  const show = ways[unit];
  return `  ${what}: ${show(value)} (${describeVerdict(bound === null ? null : show(bound), holds)})`;
}

const ways: Readonly<Record<Measurement["unit"], (value: number) => string>> = {
  microseconds: describeTime,
  bytes: (bytes) => (bytes < 1e6 ? `${bytes.toFixed(0)} bytes` : `${(bytes / 1e6).toFixed(0)} MB`),
  percent: (percent) => `${percent.toFixed(0)}%`,
};

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
