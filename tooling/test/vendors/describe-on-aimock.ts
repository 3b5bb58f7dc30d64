import { LLMock } from "@copilotkit/aimock";
import type { Provider } from "@promptrail/core";
import type { Completion, CompletionRequest } from "@promptrail/core/provider-kit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { drain } from "./describe-odd-replies.ts";

interface MockedVendor {
  readonly make: (settings: { apiKey: string; baseUrl: string }) => Provider;
  readonly model: string;
  /** Where the SDK's base URL ends. */
  readonly basePath: string;
}

const greeting = "The sea is calm, the sky is clear and the wind is asleep.";

const tools = [
  {
    name: "find_order",
    description: "Finds an order by its number.",
    inputSchema: { type: "object", properties: { number: { type: "string" } } },
  },
] as const;

/** Answers by words of the question. */
function script(mock: LLMock): void {
  const usage = {
    input_tokens: 12,
    output_tokens: 15,
    prompt_tokens: 12,
    completion_tokens: 15,
  };
  mock.onMessage("Greet", { content: greeting, usage });
  mock.onMessage("Where", {
    toolCalls: [{ name: "find_order", arguments: '{"number":"A-17"}' }],
  });
  mock.onMessage("Too many", {
    error: { message: "Slow down.", type: "rate_limit_error" },
    status: 429,
    retryAfter: 7,
  });
}

async function ask(
  { make, model, basePath }: MockedVendor,
  url: string,
  { way, text }: { readonly way: "complete" | "stream"; readonly text: string },
): Promise<Completion> {
  const provider = make({ apiKey: "mock-key", baseUrl: `${url}${basePath}` });
  const request: CompletionRequest = {
    model,
    messages: [{ role: "user", content: [{ type: "text", text }] }],
    tools,
    output: null,
    settings: { maxTokens: 100 },
    vendorOptions: {},
  };
  const signal = new AbortController().signal;
  const call = { signal, deadline: Date.now() + 60_000, lane: "eval" } as const;
  if (way === "complete") return provider.complete(request, call);
  return drain(provider.stream(request, call));
}

/**
 * A provider in front of `@copilotkit/aimock`, a mock of the vendors' wires by other people: what this project's own
 * simulated upstreams have misunderstood as the provider did is found here.
 */
export function describeOnAimock(name: string, vendor: MockedVendor): void {
  describe(`${name} on an independent mock of its wire`, () => {
    const mock = new LLMock({ port: 0 });
    beforeAll(async () => {
      script(mock);
      await mock.start();
    });
    afterAll(() => mock.stop());

    describe.each(["complete", "stream"] as const)("%s", (way) => {
      test("a text comes whole, with its usage and the model that answered", async () => {
        const completion = await ask(vendor, mock.url, { way, text: "Greet me." });
        const { model } = vendor;
        expect(completion).toMatchObject({ outcome: "ok", text: greeting, model, warnings: [] });
        expect(completion.usage).toMatchObject({ input: 12, output: 15 });
      });

      test("a tool call comes with its input", async () => {
        const text = "Where is my order?";
        const { outcome, toolCalls } = await ask(vendor, mock.url, { way, text });
        expect(outcome).toBe("tool_use");
        expect(toolCalls).toMatchObject([{ name: "find_order", input: { number: "A-17" } }]);
      });

      test("a rate limit tells how long to wait", async () => {
        await expect(ask(vendor, mock.url, { way, text: "Too many" })).rejects.toMatchObject({
          kind: "rate_limited",
          retryable: true,
          retryAfterMs: 7000,
        });
      });
    });
  });
}
