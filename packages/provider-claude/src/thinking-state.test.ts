import type { Message } from "@promptrail/core";
import type { Completion, CompletionRequest } from "@promptrail/core/provider-kit";
import { startSimulatedUpstreams } from "@promptrail/testing/upstreams";
import { afterAll, beforeEach, expect, test } from "vitest";
import { drain } from "../../../tooling/test/vendors/describe-odd-replies.ts";
import { claude } from "./claude.js";
import { toThinkingState } from "./thinking-state.js";

const upstreams = await startSimulatedUpstreams();
const { anthropic } = upstreams;
const provider = claude({ apiKey: "test-key", baseUrl: anthropic.baseUrl });

afterAll(() => upstreams.close());
beforeEach(() => anthropic.reset());

const question: Message = {
  role: "user",
  content: [{ type: "text", text: "Please ask find_parcel." }],
};

function request(messages: readonly Message[]): CompletionRequest {
  return {
    model: "claude-sonnet-4-20250514",
    messages,
    tools: [{ name: "find_parcel", description: "Finds it.", inputSchema: { type: "object" } }],
    output: null,
    settings: { maxTokens: 2_000 },
    vendorOptions: { thinking: { type: "enabled", budget_tokens: 1_024 } },
  };
}

const call = () =>
  ({ signal: new AbortController().signal, deadline: Date.now() + 60_000, lane: "eval" }) as const;

/** The conversation after the calls of an answer, which another vendor's model may have made. */
function goOn(toolCalls: Completion["toolCalls"]): readonly Message[] {
  return [
    question,
    { role: "assistant", content: toolCalls },
    {
      role: "user",
      content: toolCalls.map(({ id }) => ({
        type: "tool_result",
        toolCallId: id,
        text: "In Bonn.",
        isError: false,
      })),
    },
  ];
}

const ways = {
  whole: (asked: CompletionRequest) => provider.complete(asked, call()),
  streamed: (asked: CompletionRequest) => drain(provider.stream(asked, call())),
};

test.each(["whole", "streamed"] as const)(
  "the thinking of an answer that comes %s goes back with its signature",
  async (way) => {
    const first = await ways[way](request([question]));
    expect(first.outcome).toBe("tool_use");
    expect(first.toolCalls[0]?.vendorState).toEqual({
      type: "claude_thinking",
      blocks: [{ type: "thinking", thinking: first.reasoning, signature: "simulated" }],
    });
    const second = await ways[way](request(goOn(first.toolCalls)));
    expect(second).toMatchObject({ outcome: "ok", warnings: [] });
  },
);

test("where another vendor's model called the tools, thinking is left out with a warning", async () => {
  const first = await ways.whole(request([question]));
  const calls = first.toolCalls.map((each) => ({ ...each, vendorState: { type: "another" } }));
  const second = await ways.whole(request(goOn(calls)));
  expect(second).toMatchObject({ outcome: "ok", warnings: [{ setting: "thinking" }] });
  expect(anthropic.requests[1]?.body).not.toHaveProperty("thinking");
});

test("thinking that Claude keeps to itself goes back, and what is not signed does not", () => {
  const hidden = { type: "redacted_thinking", data: "x" } as const;
  const unsigned = { type: "thinking", thinking: "Hm.", signature: null } as const;
  expect(toThinkingState([unsigned, hidden])).toMatchObject({ blocks: [hidden] });
  expect(toThinkingState([unsigned])).toBeUndefined();
});
