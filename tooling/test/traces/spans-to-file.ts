import { appendFileSync } from "node:fs";
import { SimpleSpanProcessor, type SpanExporter, TracerProvider } from "@opentelemetry/sdk-trace";
import { createRedactor } from "@promptrail/core/privacy";
import { otel } from "@promptrail/otel";

/** For the config of a test's project: an observer that writes all that the spans of calls hold, one a line. */
export function spansToFile(path: string): ReturnType<typeof otel> {
  const exporter: SpanExporter = {
    export: (spans, done) => {
      for (const { name, attributes, events, status } of spans) {
        appendFileSync(path, `${JSON.stringify({ name, attributes, events, status })}\n`);
      }
      done({ code: 0 });
    },
    shutdown: async () => {},
  };
  const spanProcessors = [new SimpleSpanProcessor({ exporter })];
  return otel({
    tracerProvider: new TracerProvider({ spanProcessors }),
    content: "redacted",
    redact: createRedactor(),
  });
}
