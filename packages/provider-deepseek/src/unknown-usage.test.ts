import type { CompletionRequest } from "@promptrail/core/provider-kit";
import { startSimulatedUpstreams } from "@promptrail/testing/upstreams";
import { afterAll, expect, test } from "vitest";
import { deepseek } from "./deepseek.js";

const upstreams = await startSimulatedUpstreams();
const provider = deepseek({ apiKey: "test-key", baseUrl: upstreams.deepseek.baseUrl });
afterAll(() => upstreams.close());

const request: CompletionRequest = {
  model: "deepseek-chat",
  messages: [{ role: "user", content: [{ type: "text", text: "Tell me about kettles." }] }],
  tools: [],
  output: null,
  settings: { maxTokens: 300 },
  vendorOptions: {},
};
const call = () =>
  ({ signal: new AbortController().signal, deadline: Date.now() + 60_000, lane: "eval" }) as const;

test("what was used is unknown, not zero, where DeepSeek does not say it", async () => {
  upstreams.deepseek.script({ type: "no-usage" }, { type: "no-usage" });
  const events = await Array.fromAsync(provider.stream(request, call()));
  const unknown = {
    outcome: "ok",
    usage: { input: null, output: null, reasoning: null },
    warnings: [{ setting: "usage", reason: expect.stringContaining("unknown") }],
  };
  expect(events.at(-1)).toMatchObject({ type: "finish", completion: unknown });
  expect(await provider.complete(request, call())).toMatchObject(unknown);
});
