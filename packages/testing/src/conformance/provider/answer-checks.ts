import type { TokenUsage } from "@promptrail/core";
import { expect } from "vitest";
import { ask, collect, createCall, createRequest, type ProviderMethod } from "./ask-provider.js";
import { check, type ProviderCheck } from "./provider-check.js";

const methods: readonly ProviderMethod[] = ["complete", "stream"];

function expectUsage(usage: TokenUsage): void {
  const { input, output, cacheRead, cacheWrite, reasoning } = usage;
  expect(input).toBeGreaterThan(0);
  expect(output).toBeGreaterThan(0);
  expect(
    (cacheRead ?? 0) + (cacheWrite ?? 0),
    "cached input is part of the input",
  ).toBeLessThanOrEqual(input ?? 0);
  expect(reasoning ?? 0, "reasoning is part of the output").toBeLessThanOrEqual(output ?? 0);
}

const either: readonly ProviderCheck[] = methods.flatMap((method) => [
  check(`${method}: a whole answer is ok, with its text, model and stop word`, async (harness) => {
    const completion = await ask(harness, { method, scene: "answer" });
    expect(completion).toMatchObject({ outcome: "ok", toolCalls: [], warnings: [] });
    expect(completion.text.trim()).not.toBe("");
    expect(completion.model).not.toBe("");
    expect(completion.stopReason).not.toBeNull();
  }),
  check(`${method}: usage is reported`, async (harness) => {
    expectUsage((await ask(harness, { method, scene: "answer" })).usage);
  }),
  check(`${method}: an answer cut by the token limit is truncated`, async (harness) => {
    const completion = await ask(harness, { method, scene: "truncated" });
    expect(completion.outcome).toBe("truncated");
    expect(completion.text).not.toBe("");
  }),
  check(`${method}: a refusal is not a success`, async (harness) => {
    const { outcome } = await ask(harness, { method, scene: "refused" });
    expect(["refused", "content_filtered"]).toContain(outcome);
  }),
  check(`${method}: an unknown stop word is not a success, and is kept`, async (harness) => {
    const completion = await ask(harness, { method, scene: "unknown-stop" });
    expect(completion.outcome).not.toBe("ok");
    expect(completion.outcome).not.toBe("tool_use");
    expect(completion.stopReason).not.toBeNull();
  }),
]);

const streaming: readonly ProviderCheck[] = [
  check("stream: the deltas together are the text, and one finish comes last", async (harness) => {
    await harness.play("answer");
    const events = await collect(harness.provider.stream(createRequest(harness), createCall()));
    const finishes = events.filter(({ type }) => type === "finish");
    expect(finishes).toHaveLength(1);
    const last = events.at(-1);
    if (last?.type !== "finish") throw new Error("The last event of a stream must be `finish`.");
    const texts = events.map((event) => (event.type === "text-delta" ? event.text : ""));
    expect(texts.join("")).toBe(last.completion.text);
    const thoughts = events.map((event) => (event.type === "reasoning-delta" ? event.text : ""));
    expect(thoughts.join("")).toBe(last.completion.reasoning);
    expect(texts.filter((text) => text !== "").length, "the text comes in pieces").toBeGreaterThan(
      1,
    );
  }),
  check(
    "stream: a clean end without the terminal event is an incomplete stream",
    async (harness) => {
      const completion = await ask(harness, { method: "stream", scene: "early-end" });
      expect(completion.outcome).toBe("incomplete_stream");
      expect(completion.text, "the text so far is kept").not.toBe("");
    },
  ),
  check(
    "stream: a broken connection after the first text is an incomplete stream",
    async (harness) => {
      const completion = await ask(harness, { method: "stream", scene: "cut" });
      expect(completion.outcome).toBe("incomplete_stream");
      expect(completion.text, "the text so far is kept").not.toBe("");
    },
  ),
  check("stream: what a cut answer used is unknown, or counted: never zero", async (harness) => {
    const { usage } = await ask(harness, { method: "stream", scene: "early-end" });
    expect(usage.input).not.toBe(0);
    expect(usage.output).not.toBe(0);
  }),
  check("stream: an event that cannot be read leaves an incomplete stream", async (harness) => {
    const completion = await ask(harness, { method: "stream", scene: "malformed" });
    expect(completion.outcome).toBe("incomplete_stream");
  }),
];

/** What a provider makes of answers. */
export const answerChecks: readonly ProviderCheck[] = [...either, ...streaming];
