import { propagation, type Span, type TracerProvider, trace } from "@opentelemetry/api";
import type { CompletionRequest } from "@promptrail/core/provider-kit";
import { startSimulatedUpstreams } from "@promptrail/testing/upstreams";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import { claude } from "../claude.js";

const upstreams = await startSimulatedUpstreams();
const { anthropic } = upstreams;

beforeEach(() => anthropic.reset());
afterEach(() => {
  trace.disable();
  propagation.disable();
  vi.unstubAllEnvs();
});
afterAll(() => upstreams.close());

const request: CompletionRequest = {
  model: "claude-sonnet-5",
  messages: [{ role: "user", content: [{ type: "text", text: "Hello" }] }],
  tools: [],
  output: null,
  settings: { maxTokens: 9 },
  vendorOptions: {},
};

async function ask() {
  const signal = new AbortController().signal;
  const call = { signal, deadline: Date.now() + 60_000, lane: "eval" } as const;
  const provider = claude({ apiKey: "test-key", baseUrl: anthropic.baseUrl });
  const { text, requestId } = await provider.complete(request, call);
  expect(text).not.toBe("");
  expect(requestId).toMatch(/^req_anthropic_/);
  return anthropic.requests.map(({ headers }) => headers["traceparent"]);
}

const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

/** What an application registers. Returns the names of the spans that were started, and of those that ended. */
function register() {
  const started: string[] = [];
  const ended: string[] = [];
  const tracers: TracerProvider = {
    getTracer: () => ({
      startSpan: (name) => {
        started.push(name);
        return createSpan(() => ended.push(name));
      },
      startActiveSpan: () => {
        throw new TypeError("The SDK does not ask for it.");
      },
    }),
  };
  trace.setGlobalTracerProvider(tracers);
  propagation.setGlobalPropagator({
    inject: (_context, carrier, setter) => setter.set(carrier, "traceparent", traceparent),
    extract: (context) => context,
    fields: () => ["traceparent"],
  });
  return { started, ended };
}

function createSpan(onEnd: () => void): Span {
  let isRecording = true;
  const span: Span = {
    spanContext: () => ({
      traceId: "0af7651916cd43dd8448eb211c80319c",
      spanId: "b7ad6b7169203331",
      traceFlags: 1,
    }),
    setAttribute: () => span,
    setAttributes: () => span,
    addEvent: () => span,
    addLink: () => span,
    addLinks: () => span,
    setStatus: () => span,
    updateName: () => span,
    recordException: () => {},
    isRecording: () => isRecording,
    end: () => {
      isRecording = false;
      onEnd();
    },
  };
  return span;
}

test("where the application traces, a whole answer has the SDK's span and tells Anthropic of it", async () => {
  const { started, ended } = register();
  expect(await ask()).toEqual([traceparent]);
  expect(started).toEqual(["anthropic.messages.create"]);
  expect(ended).toEqual(started);
});

test("where it does not, or has switched it off, nothing of it is sent", async () => {
  expect(await ask()).toEqual([undefined]);
  const { started } = register();
  vi.stubEnv("ANTHROPIC_OPEN_TELEMETRY", "false");
  anthropic.reset();
  expect(await ask()).toEqual([undefined]);
  expect(started).toEqual([]);
});
