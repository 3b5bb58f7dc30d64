import type { CompletionRequest } from "@promptrail/core/provider-kit";
import { expect, test } from "vitest";
import { collect } from "../conformance/provider/checks/ask-provider.js";
import { simulatedProvider } from "./simulated-provider.js";

function request(changes: Partial<CompletionRequest> = {}): CompletionRequest {
  return {
    model: "anything",
    messages: [
      { role: "system", content: [{ type: "text", text: "Maximum 10 words." }] },
      {
        role: "user",
        content: [{ type: "text", text: "Tell me all about the weather of last week." }],
      },
    ],
    tools: [],
    output: null,
    settings: { maxTokens: 100 },
    vendorOptions: {},
    ...changes,
  };
}

const call = () =>
  ({ signal: new AbortController().signal, deadline: Date.now() + 5000, lane: "eval" }) as const;

test("the same request gets the same whole answer, with usage", async () => {
  const provider = simulatedProvider();
  const completion = await provider.complete(request(), call());
  expect(completion).toMatchObject({ outcome: "ok", model: "anything" });
  expect(completion.usage.output).toBeGreaterThan(0);
  expect(await provider.complete(request(), call())).toEqual(completion);
});

test("a stream brings the same answer in pieces", async () => {
  const provider = simulatedProvider({ id: "mine" });
  const events = await collect(provider.stream(request(), call()));
  const texts = events.map((event) => (event.type === "text-delta" ? event.text : ""));
  const completion = await provider.complete(request(), call());
  expect(texts.filter((text) => text !== "").length).toBeGreaterThan(1);
  expect(texts.join("")).toBe(completion.text);
  expect(events.at(-1)).toEqual({ type: "finish", completion });
});

test("an answer beyond the token limit is truncated", async () => {
  const { outcome } = await simulatedProvider().complete(
    request({ settings: { maxTokens: 3 } }),
    call(),
  );
  expect(outcome).toBe("truncated");
});

test("a cancelled call and a passed deadline are ProviderErrors", async () => {
  const provider = simulatedProvider({ id: "mine" });
  const cancelled = { ...call(), signal: AbortSignal.abort() };
  await expect(provider.complete(request(), cancelled)).rejects.toMatchObject({
    kind: "cancelled",
  });
  const late = { ...call(), deadline: Date.now() - 1 };
  await expect(provider.complete(request(), late)).rejects.toMatchObject({ kind: "timeout" });
});

test("options that do not exist are refused", async () => {
  const { validate } = simulatedProvider().optionsSchema["~standard"];
  expect((await validate({ seed: 1 })).issues).toBeDefined();
});
