import type { CompletionRequest } from "@promptrail/core/provider-kit";
import { startSimulatedUpstreams } from "@promptrail/testing/upstreams";
import { afterAll, expect, test } from "vitest";
import { chatCompletionSchema } from "./compatible/chat-reply.js";
import { fromChatCompletion } from "./compatible/reply/from-chat-completion.js";
import { openai } from "./openai.js";
import { openaiVendor } from "./openai-vendor.js";

const upstreams = await startSimulatedUpstreams();
const provider = openai({ apiKey: "test-key", baseUrl: upstreams.openai.baseUrl });
afterAll(() => upstreams.close());

const request: CompletionRequest = {
  model: "gpt-4.1-mini",
  messages: [{ role: "user", content: [{ type: "text", text: "Tell me about kettles." }] }],
  tools: [],
  output: null,
  settings: { maxTokens: 300 },
  vendorOptions: {},
};
const call = () =>
  ({ signal: new AbortController().signal, deadline: Date.now() + 60_000, lane: "eval" }) as const;

test("what was used is unknown, not zero, where OpenAI does not say it", async () => {
  upstreams.openai.script({ type: "no-usage" }, { type: "no-usage" });
  const events = await Array.fromAsync(provider.stream(request, call()));
  const unknown = {
    outcome: "ok",
    usage: { input: null, output: null, reasoning: null },
    warnings: [{ setting: "usage", reason: expect.stringContaining("unknown") }],
  };
  expect(events.at(-1)).toMatchObject({ type: "finish", completion: unknown });
  expect(await provider.complete(request, call())).toMatchObject(unknown);
});

test.each([
  [{ completion_tokens: 4 }, { input: null, output: 4 }, "tokens of input were"],
  [{ prompt_tokens: 9 }, { input: 9, output: null }, "tokens of output were"],
  [{}, { input: null, output: null }, "tokens of input and output were"],
])("of the usage %j only what is missing is unknown", (usage, expected, warning) => {
  const choices = [{ message: { content: "Hello" }, finish_reason: "stop" }];
  const reply = chatCompletionSchema.parse({ model: "m", choices, usage });
  const context = { vendor: openaiVendor, model: "m", requestId: null, warnings: [] };
  const completion = fromChatCompletion(reply, context);
  expect(completion.usage).toMatchObject(expected);
  expect(completion.warnings).toMatchObject([{ reason: expect.stringContaining(warning) }]);
});
