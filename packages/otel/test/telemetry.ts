// telemetry.ts
import { context, metrics, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { OTLPMetricExporter } from "@opentelemetry/exporter-metrics-otlp-http";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { MeterProvider, PeriodicExportingMetricReader } from "@opentelemetry/sdk-metrics";
import { BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";

const spanProcessors = [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })];
const readers = [new PeriodicExportingMetricReader({ exporter: new OTLPMetricExporter() })];
const tracers = new TracerProvider({ spanProcessors });
const meters = new MeterProvider({ readers });
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
trace.setGlobalTracerProvider(tracers);
metrics.setGlobalMeterProvider(meters);
/** Sends what still waits: before the process ends. */
export const stopTelemetry = () => Promise.all([tracers.shutdown(), meters.shutdown()]);
