import { SpanKind, trace } from "@opentelemetry/api";
import { definePrompt, ProviderError } from "@promptrail/core";
import { createRedactor } from "@promptrail/core/privacy";
import { createPromptrail } from "@promptrail/runtime";
import { type FakeAnswer, fakeProvider } from "@promptrail/testing";
import { expect, test } from "vitest";
import { z } from "zod";
import { type OtelSettings, otel } from "../src/index.js";
import { followContexts, keepSignals, toTree } from "./kept-signals.js";

const settings = {
  family: "greeting",
  provider: "fake",
  model: "m",
  maxTokens: 50,
  input: z.object({ name: z.string() }),
  userTemplate: "Greet {{ name }}.",
} as const;
const active = definePrompt({ ...settings, version: 1, status: "active" });
const shadow = definePrompt({
  ...settings,
  version: 2,
  status: "shadow",
  model: "n",
  changelog: "Another model.",
});

async function startShop(answers: readonly FakeAnswer[], more: OtelSettings = {}) {
  followContexts();
  const { spans, points, ...providers } = keepSignals();
  const promptrail = await createPromptrail({
    prompts: [active],
    providers: [fakeProvider({ answers })],
    observers: [otel({ ...providers, ...more })],
  });
  const tracer = providers.tracerProvider.getTracer("shop");
  /** Runs in a span of the application. */
  const within = async (name: string, run: () => Promise<unknown>) =>
    tracer.startActiveSpan(name, async (span) => {
      await run();
      span.end();
    });
  return { promptrail, spans, points, within };
}

const overloaded = new ProviderError({
  kind: "overloaded",
  provider: "fake",
  reason: "too many",
  retryAfterMs: 1,
});

test("a call is below the span that is active where it is made, with its retries below it", async () => {
  const { promptrail, spans, within } = await startShop([overloaded, "Hi.", "Ho."]);
  await Promise.all([
    within("first request", () => promptrail.call("greeting", { name: "Ada" })),
    within("second request", () => promptrail.call("greeting", { name: "Bob" })),
  ]);
  expect(toTree(spans()).toSorted()).toEqual([
    "chat m < chat m",
    "chat m < chat m",
    "chat m < chat m",
    "chat m < first request",
    "chat m < second request",
    "first request",
    "second request",
  ]);
  const retried = spans().filter(({ attributes }) => attributes["promptrail.attempts"] === 2);
  expect(retried.map(({ events }) => events.map(({ name }) => name))).toEqual([
    ["promptrail.retry"],
  ]);
  await promptrail.close();
});

test("a streamed call ends with its stream, and one whose reader leaves as cancelled", async () => {
  const { promptrail, spans, within } = await startShop(["Hi.", "Ho."]);
  await within("request", async () => {
    for await (const event of promptrail.stream("greeting", { name: "Ada" })) {
      if (event.type !== "finish") expect(spans()).toEqual([]);
    }
    expect(toTree(spans())).toEqual(["chat m < chat m", "chat m < undefined"]);
    for await (const _event of promptrail.stream("greeting", { name: "Bob" })) break;
  });
  const calls = spans().filter(
    ({ kind, name }) => kind === SpanKind.INTERNAL && name !== "request",
  );
  expect(calls.map(({ attributes }) => attributes["error.type"])).toEqual([undefined, "cancelled"]);
  expect(toTree(spans()).filter((each) => each === "chat m < request")).toHaveLength(2);
  await promptrail.close();
});

test("a shadow run has a span of its own, which names the call that it runs beside", async () => {
  followContexts();
  const { spans, points: _, ...providers } = keepSignals();
  const promptrail = await createPromptrail({
    prompts: [active, shadow],
    providers: [fakeProvider({ answers: () => "Hi." })],
    observers: [otel(providers)],
  });
  const { id } = await promptrail.call("greeting", { name: "Ada" });
  await promptrail.close();
  const beside = spans().filter(({ attributes }) => attributes["promptrail.shadow.of"] === id);
  expect(beside.map(({ attributes }) => attributes["promptrail.lane"])).toEqual(["shadow"]);
  expect(beside.map(({ name }) => name)).toEqual(["chat n"]);
});

test("what Promptrail's own redactor finds is on no span", async () => {
  const { promptrail, spans, points } = await startShop(["Wrote to ada@example.com."], {
    content: "redacted",
    redact: createRedactor(),
  });
  await promptrail.call("greeting", { name: "ada@example.com" });
  const said = JSON.stringify(spans().map(({ attributes }) => attributes));
  expect(said).toContain("Greet [email].");
  expect(said).toContain("Wrote to [email].");
  expect(said + JSON.stringify(await points())).not.toContain("ada@example.com");
  await promptrail.close();
});

test("a call without a span around it has one without a parent", async () => {
  const { promptrail, spans } = await startShop(["Hi."]);
  await promptrail.call("greeting", { name: "Ada" });
  expect(trace.getActiveSpan()).toBeUndefined();
  expect(toTree(spans())).toEqual(["chat m < chat m", "chat m"]);
  await promptrail.close();
});
