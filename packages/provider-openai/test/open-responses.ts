import type { Message } from "@promptrail/core";
import type { CompletionRequest, ProviderCall } from "@promptrail/core/provider-kit";
import { startSimulatedUpstreams } from "@promptrail/testing/upstreams";
import { drain } from "../../../tooling/test/vendors/describe-odd-replies.ts";
import { openai } from "../src/openai.js";

/** OpenAI's simulated upstream, asked through the Responses API. Whoever opens it resets and closes it. */
export async function openResponses() {
  const upstreams = await startSimulatedUpstreams();
  const upstream = upstreams.openai;
  const provider = openai({ api: "responses", apiKey: "test-key", baseUrl: upstream.baseUrl });
  return {
    upstream,
    provider,
    close: () => upstreams.close(),
    ask: (way: (typeof ways)[number], asked: CompletionRequest) =>
      way === "complete" ? provider.complete(asked, call()) : drain(provider.stream(asked, call())),
  };
}

export const question: Message = {
  role: "user",
  content: [{ type: "text", text: "Tell me about kettles, lamps and chairs." }],
};

export function request(changes: Partial<CompletionRequest> = {}): CompletionRequest {
  return {
    model: "gpt-4.1-mini",
    messages: [{ role: "system", content: [{ type: "text", text: "Be short." }] }, question],
    tools: [],
    output: null,
    settings: { maxTokens: 300, temperature: 0.4, topP: 0.9 },
    vendorOptions: {},
    ...changes,
  };
}

export function call(): ProviderCall {
  return { signal: new AbortController().signal, deadline: Date.now() + 60_000, lane: "eval" };
}

export const ways = ["complete", "stream"] as const;
