import { ProviderError } from "@promptrail/core";
import type { CompletionRequest } from "@promptrail/core/provider-kit";
import { expect, test } from "vitest";
import { collect } from "../conformance/provider/checks/ask-provider.js";
import { manualClock } from "../manual-clock.js";
import { fakeProvider } from "./fake-provider.js";

const request: CompletionRequest = {
  model: "any",
  messages: [{ role: "user", content: [{ type: "text", text: "Hello" }] }],
  tools: [],
  output: null,
  settings: { maxTokens: 10 },
  vendorOptions: {},
};

const call = {
  signal: new AbortController().signal,
  deadline: Date.now() + 1000,
  lane: "shadow",
} as const;

test("scripted answers come in order, and calls are recorded", async () => {
  const provider = fakeProvider({
    id: "claude",
    answers: ["one", { text: "two", outcome: "truncated" }],
  });
  expect(await provider.complete(request, call)).toMatchObject({ text: "one", outcome: "ok" });
  const events = await collect(provider.stream(request, call));
  expect(events.at(-1)).toMatchObject({ completion: { text: "two", outcome: "truncated" } });
  expect(provider.calls).toEqual([
    { method: "complete", request, call },
    { method: "stream", request, call },
  ]);
});

test("a call that nobody scripted is refused", async () => {
  await expect(fakeProvider().complete(request, call)).rejects.toThrow(
    'Fake provider "fake" has no answer for call 1 (complete, model "any")',
  );
});

test("a scripted error is thrown", async () => {
  const error = new ProviderError({ kind: "overloaded", provider: "fake", reason: "busy." });
  const provider = fakeProvider();
  provider.answer(error);
  await expect(provider.complete(request, call)).rejects.toBe(error);
});

test("a function answers every call", async () => {
  const provider = fakeProvider({ answers: ({ model }) => `from ${model}` });
  await provider.complete(request, call);
  expect((await provider.complete(request, call)).text).toBe("from any");
});

test("a manual clock moves only when it is told to", () => {
  const clock = manualClock(1000);
  expect(clock.now()).toBe(1000);
  clock.advance(50);
  expect(clock.now()).toBe(1050);
});
