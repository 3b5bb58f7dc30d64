import type { Ratio } from "./benchmark.ts";

/** A benchmark's ratios as lines for people. */
export function describeRatios(benchmarkName: string, ratios: readonly Ratio[]): string {
  return [benchmarkName, ...ratios.map(describeRatio)].join("\n");
}

function describeRatio(ratio: Ratio): string {
  const { what, value, bound, holds, subjectMicroseconds, floorMicroseconds } = ratio;
  const verdict =
    bound === null ? "no bound" : `bound ${bound}×, ${holds ? "holds" : "DOES NOT HOLD"}`;
  const times = `${describeTime(subjectMicroseconds)}, floor ${describeTime(floorMicroseconds)}`;
  return `  ${what}: ${value.toFixed(2)}× (${verdict}; ${times})`;
}

function describeTime(microseconds: number): string {
  return microseconds < 1000
    ? `${microseconds.toFixed(1)} µs`
    : `${(microseconds / 1000).toFixed(1)} ms`;
}
