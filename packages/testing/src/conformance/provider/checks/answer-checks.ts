import type { TokenUsage } from "@promptrail/core";
import { expectEqual, expectFields, expectNonEmpty, expectTrue } from "../expectations.js";
import { ask, collect, createCall, createRequest, type ProviderMethod } from "./ask-provider.js";
import { check, type ProviderCheck } from "./provider-check.js";

const methods: readonly ProviderMethod[] = ["complete", "stream"];

function expectUsage(usage: TokenUsage): void {
  const { input, output, cacheRead, cacheWrite, reasoning } = usage;
  const isCounted = (input ?? 0) > 0 && (output ?? 0) > 0;
  expectTrue(isCounted, "usage", { expected: "an input and an output above 0", came: usage });
  const cached = (cacheRead ?? 0) + (cacheWrite ?? 0);
  const isPart = cached <= (input ?? 0);
  expectTrue(isPart, "usage", { expected: "cached input that is part of the input", came: usage });
  const isOutput = (reasoning ?? 0) <= (output ?? 0);
  const expected = "reasoning that is part of the output";
  expectTrue(isOutput, "usage", { expected, came: usage });
}

const either: readonly ProviderCheck[] = methods.flatMap((method) => [
  check(`${method}: a whole answer is ok, with its text, model and stop word`, async (lane) => {
    const completion = await ask(lane, { method, scene: "answer" });
    expectFields(completion, { outcome: "ok", toolCalls: [], warnings: [] }, "the answer");
    expectNonEmpty(completion.text, "the text");
    expectNonEmpty(completion.model, "the model");
    expectNonEmpty(completion.stopReason, "the stop word");
  }),
  check(`${method}: usage is reported`, async (lane) => {
    expectUsage((await ask(lane, { method, scene: "answer" })).usage);
  }),
  check(`${method}: an answer cut by the token limit is truncated`, async (lane) => {
    const completion = await ask(lane, { method, scene: "truncated" });
    expectEqual(completion.outcome, "truncated", "outcome");
    expectNonEmpty(completion.text, "the text");
  }),
  check(`${method}: a refusal is not a success`, async (lane) => {
    const { outcome } = await ask(lane, { method, scene: "refused" });
    const isTold = outcome === "refused" || outcome === "content_filtered";
    expectTrue(isTold, "outcome", { expected: "refused or content_filtered", came: outcome });
  }),
  check(`${method}: an unknown stop word is not a success, and is kept`, async (lane) => {
    const { outcome, stopReason } = await ask(lane, { method, scene: "unknown-stop" });
    const isSuccess = outcome === "ok" || outcome === "tool_use";
    expectTrue(!isSuccess, "outcome", { expected: "no success", came: outcome });
    expectNonEmpty(stopReason, "the stop word");
  }),
]);

const deltas: ProviderCheck = check(
  "stream: the deltas together are the text, and one finish comes last",
  async (lane) => {
    lane.play("answer");
    const events = await collect(lane.provider.stream(createRequest(lane), createCall()));
    const types = events.map(({ type }) => type);
    expectEqual(types.filter((type) => type === "finish").length, 1, "events `finish`");
    const last = events.at(-1);
    expectEqual(last?.type, "finish", "the last event");
    if (last?.type !== "finish") return;
    const texts = events.map((event) => (event.type === "text-delta" ? event.text : ""));
    expectEqual(texts.join(""), last.completion.text, "all text deltas");
    const thoughts = events.map((event) => (event.type === "reasoning-delta" ? event.text : ""));
    expectEqual(thoughts.join(""), last.completion.reasoning, "all reasoning deltas");
    const pieces = texts.filter((text) => text !== "").length;
    expectTrue(pieces > 1, "pieces of text", { expected: "more than one", came: pieces });
  },
);

/** What a provider makes of answers. */
export const answerChecks: readonly ProviderCheck[] = [...either, deltas];
