import { SpanKind, SpanStatusCode } from "@opentelemetry/api";
import { definePrompt, ProviderError } from "@promptrail/core";
import { createPromptrail } from "@promptrail/runtime";
import { type FakeAnswer, fakeProvider } from "@promptrail/testing";
import { describe, expect, test } from "vitest";
import { otel } from "../src/index.js";
import { followContexts, keepSignals, toTree } from "./kept-signals.js";

const greeting = definePrompt({
  family: "greeting",
  version: 1,
  status: "active",
  provider: "fake",
  model: "m",
  maxTokens: 50,
  userTemplate: "Greet {{ name }}.",
});

async function startShop(answers: readonly FakeAnswer[]) {
  followContexts();
  const { spans, points, ...providers } = keepSignals();
  const promptrail = await createPromptrail({
    prompts: [greeting],
    providers: [fakeProvider({ answers })],
    observers: [otel(providers)],
  });
  return { promptrail, spans, points, tracer: providers.tracerProvider.getTracer("shop") };
}
