import { type Attributes, metrics } from "@opentelemetry/api";
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import { onTestFinished } from "vitest";

/** A collected value of one instrument; a histogram's is its sum. */
export interface Point {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  readonly attributes: Attributes;
}

/** Longer than any test: metrics are collected when a test asks for them. */
const exportIntervalMillis = 3_600_000;

/**
 * Registers the real SDK for the running test, and returns what collects. Each answer holds what was
 * counted since the last one, and the gauges of now: the SDK repeats old gauges where it cumulates.
 */
export function startMetrics(): () => Promise<readonly Point[]> {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.DELTA);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis });
  const provider = new MeterProvider({ readers: [reader] });
  metrics.setGlobalMeterProvider(provider);
  onTestFinished(async () => {
    metrics.disable();
    await provider.shutdown();
  });
  return async () => {
    exporter.reset();
    await provider.forceFlush();
    const collected = exporter.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics);
    return collected
      .filter(({ scope }) => scope.name === "promptrail")
      .flatMap((scope) => scope.metrics)
      .flatMap(({ descriptor, dataPoints }) =>
        dataPoints.map(({ value, attributes }): Point => {
          const { name, unit } = descriptor;
          return {
            name,
            unit,
            attributes,
            value: typeof value === "number" ? value : sumOf(value),
          };
        }),
      );
  };
}

function sumOf({ sum }: { readonly sum?: number | undefined }): number {
  return sum ?? Number.NaN;
}

/** The points of one instrument that have all these attributes. */
export function pick(points: readonly Point[], name: string, wanted: Attributes = {}): Point[] {
  return points.filter(
    (point) =>
      point.name === name &&
      Object.entries(wanted).every(([key, value]) => point.attributes[key] === value),
  );
}

/** The values of one instrument by the value of one attribute. */
export function valuesBy(
  points: readonly Point[],
  name: string,
  attribute: string,
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    pick(points, name).map(({ attributes, value }) => [String(attributes[attribute]), value]),
  );
}
