import type { CompletionRequest } from "@promptrail/core/provider-kit";
import { startSimulatedUpstreams } from "@promptrail/testing/upstreams";
import { afterAll, expect, test } from "vitest";
import { claude } from "./claude.js";
import { createClaudeAnswer } from "./reply/claude-answer.js";
import { claudeEventSchema } from "./reply/claude-reply.js";
import { toTokenUsage } from "./reply/from-claude-message.js";

const upstreams = await startSimulatedUpstreams();
const provider = claude({ apiKey: "test-key", baseUrl: upstreams.anthropic.baseUrl });
afterAll(() => upstreams.close());

const request: CompletionRequest = {
  model: "claude-sonnet-4-20250514",
  messages: [{ role: "user", content: [{ type: "text", text: "Tell me about kettles." }] }],
  tools: [],
  output: null,
  settings: { maxTokens: 300 },
  vendorOptions: {},
};
const call = () =>
  ({ signal: new AbortController().signal, deadline: Date.now() + 60_000, lane: "eval" }) as const;

test("what was used is unknown, not zero, where Anthropic does not say it", async () => {
  upstreams.anthropic.script({ type: "no-usage" }, { type: "no-usage" });
  const events = await Array.fromAsync(provider.stream(request, call()));
  const unknown = {
    outcome: "ok",
    usage: { input: null, output: null, reasoning: null },
    warnings: [{ setting: "usage", reason: expect.stringContaining("unknown") }],
  };
  expect(events.at(-1)).toMatchObject({ type: "finish", completion: unknown });
  expect(await provider.complete(request, call())).toMatchObject(unknown);
});

test("how much was written is unknown until the end says it", () => {
  const answer = createClaudeAnswer({ model: "m", requestId: null, warnings: [] });
  const usage = { input_tokens: 9, output_tokens: 1 };
  answer.add(claudeEventSchema.parse({ type: "message_start", message: { model: "m", usage } }));
  expect(answer.finish().usage).toMatchObject({ input: 9, output: null });
});

test("cached input is a part of the input, and of nothing where the input is unknown", () => {
  const cached = { cache_read_input_tokens: 5, cache_creation_input_tokens: 2 };
  expect(toTokenUsage({ ...cached, input_tokens: 3, output_tokens: 4 })).toEqual({
    input: 10,
    output: 4,
    cacheRead: 5,
    cacheWrite: 2,
    reasoning: null,
  });
  expect(toTokenUsage(cached)).toMatchObject({ input: null, output: null, cacheRead: 5 });
});
