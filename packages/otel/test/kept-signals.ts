import { type Attributes, context } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import {
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import { onTestFinished } from "vitest";

/** One row of one instrument. */
interface Point {
  readonly name: string;
  readonly unit: string;
  readonly attributes: Attributes;
  /** The sum of a histogram, the value of a counter. */
  readonly value: number;
  readonly boundaries: readonly number[];
}

/** The real SDK, keeping what it is told in memory. */
export function keepSignals() {
  const exporter = new InMemorySpanExporter();
  const tracerProvider = new TracerProvider({
    spanProcessors: [new SimpleSpanProcessor({ exporter })],
  });
  const metricExporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  // Longer than any test: metrics are collected when a test asks for them.
  const reader = new PeriodicExportingMetricReader({
    exporter: metricExporter,
    exportIntervalMillis: 3_600_000,
  });
  const meterProvider = new MeterProvider({ readers: [reader] });
  onTestFinished(async () => {
    await Promise.all([tracerProvider.shutdown(), meterProvider.shutdown()]);
  });
  const points = async (): Promise<readonly Point[]> => {
    metricExporter.reset();
    await meterProvider.forceFlush();
    return metricExporter
      .getMetrics()
      .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap(({ metrics }) => metrics))
      .flatMap(({ descriptor: { name, unit }, dataPoints }) =>
        dataPoints.map(({ attributes, value }) => ({
          name,
          unit,
          attributes,
          value: typeof value === "number" ? value : (value.sum ?? Number.NaN),
          boundaries:
            typeof value === "object" && "buckets" in value ? value.buckets.boundaries : [],
        })),
      );
  };
  return { tracerProvider, meterProvider, points, spans: () => exporter.getFinishedSpans() };
}

/** Contexts that follow promises, as an application's SDK sets them up. */
export function followContexts(): void {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  onTestFinished(() => context.disable());
}

/** `name < parent's name`, for each span. */
export function toTree(spans: readonly ReadableSpan[]): readonly string[] {
  const names = new Map(spans.map((span) => [span.spanContext().spanId, span.name]));
  return spans.map(({ name, parentSpanContext }) =>
    parentSpanContext === undefined ? name : `${name} < ${names.get(parentSpanContext.spanId)}`,
  );
}
