import type { Message } from "@promptrail/core";
import { expectEqual, expectNonEmpty, expectTrue } from "../expectations.js";
import type { ProviderLane } from "../provider-lane.js";
import {
  ask,
  askOnce,
  collect,
  createCall,
  createRequest,
  type ProviderMethod,
} from "./ask-provider.js";
import { check, type ProviderCheck } from "./provider-check.js";
import { callOfTool, tool } from "./request-checks.js";

const methods: readonly ProviderMethod[] = ["complete", "stream"];

const user = (text: string): Message => ({ role: "user", content: [{ type: "text", text }] });

/** Long enough for every vendor's cache. */
const longText = "Name the colors of the rainbow, from the outside to the inside. ".repeat(400);

const hinted: readonly Message[] = [
  { role: "system", content: [{ type: "text", text: longText, cache: { ttl: "5m" } }] },
  user("Name three."),
];

const cacheHints: readonly ProviderCheck[] = [
  {
    title: "a cache hint that the provider does not know becomes a warning, and the call works",
    run: async (lane) => {
      if (lane.provider.capabilities.cacheHints) return "not applicable";
      const request = { messages: hinted };
      const completion = await ask(lane, { method: "complete", scene: "answer", request });
      const warned = completion.warnings.map((warning) => warning.setting);
      const told = { expected: "one of `cache`", came: warned };
      expectTrue(warned.includes("cache"), "warnings", told);
      return undefined;
    },
  },
  {
    title: "what a cache hint marks is read from the cache the second time",
    run: async (lane) => {
      if (!lane.provider.capabilities.cacheHints) return "not applicable";
      const asked = { method: "complete", request: { messages: hinted } } as const;
      const first = await ask(lane, { ...asked, scene: "answer" });
      expectEqual(first.warnings, [], "warnings");
      const { usage } = await askOnce(lane, asked);
      const told = { expected: "input that was read from the cache", came: usage };
      expectTrue((usage.cacheRead ?? 0) > 0, "usage", told);
      return undefined;
    },
  },
];

const examples: readonly Message[] = [
  user("Which color is a lemon?"),
  { role: "assistant", content: [{ type: "text", text: "Yellow, of course." }] },
  user("Which color is a plum?"),
  { role: "assistant", content: [{ type: "text", text: "Purple, mostly." }] },
  user("Which color is a leaf?"),
];

const fewShot = check("examples before a question are sent in their order", async (lane) => {
  const request = { messages: examples };
  const { outcome } = await ask(lane, { method: "complete", scene: "answer", request });
  expectEqual(outcome, "ok", "outcome");
  const [sent = ""] = lane.listSent();
  const places = examples.flatMap(({ content }) =>
    content.map((part) => sent.indexOf(part.type === "text" ? part.text : "")),
  );
  const isOrdered = places.every((place, at) => place > (places[at - 1] ?? -1));
  expectTrue(isOrdered, "the request", {
    expected: "each message after the one before",
    came: sent,
  });
});

function thinkingCheck(
  title: string,
  run: (lane: ProviderLane, request: ThinkingSettings) => Promise<void>,
): ProviderCheck {
  return {
    title,
    run: async (lane) => {
      if (lane.thinking === null) return "not applicable";
      await run(lane, { ...lane.thinking, settings: { maxTokens: 4000 } });
      return undefined;
    },
  };
}

type ThinkingSettings = NonNullable<ProviderLane["thinking"]> & {
  readonly settings: { readonly maxTokens: number };
};

const thinking: readonly ProviderCheck[] = methods.map((method) =>
  thinkingCheck(
    `${method}: a model that is asked to think thinks, and it is counted`,
    async (lane, request) => {
      const completion = await ask(lane, { method, scene: "answer", request });
      const { outcome, reasoning, usage, warnings } = completion;
      expectEqual(outcome, "ok", "outcome");
      expectEqual(warnings, [], "warnings");
      const isCounted = (usage.reasoning ?? 0) > 0;
      expectTrue(isCounted, "usage", { expected: "reasoning above 0", came: usage });
      if (lane.provider.capabilities.reasoning) expectNonEmpty(reasoning, "the reasoning");
    },
  ),
);

const thoughtDeltas = thinkingCheck(
  "stream: the deltas of reasoning together are the reasoning",
  async (lane, request) => {
    lane.play("answer");
    const stream = lane.provider.stream(createRequest(lane, request), createCall());
    const events = await collect(stream);
    const last = events.at(-1);
    const told = events.map((event) => (event.type === "reasoning-delta" ? event.text : ""));
    const reasoning = last?.type === "finish" ? last.completion.reasoning : null;
    expectEqual(told.join(""), reasoning, "all reasoning deltas");
  },
);

const thinkingWithTools: readonly ProviderCheck[] = methods.map((method) => ({
  title: `${method}: what a model thinks before it calls a tool goes back with the call`,
  run: async (lane) => {
    if (lane.thinking === null || !lane.provider.capabilities.tools) return "not applicable";
    const settings = { maxTokens: 4000 };
    const thinks = { ...lane.thinking, settings, tools: [tool] };
    const first = await ask(lane, {
      method,
      scene: "answer",
      request: { ...thinks, ...callOfTool },
    });
    expectEqual(first.outcome, "tool_use", "outcome");
    const results = first.toolCalls.map(({ id }) => ({
      type: "tool_result" as const,
      toolCallId: id,
      text: "It was sent on Monday.",
      isError: false,
    }));
    const messages: readonly Message[] = [
      ...callOfTool.messages,
      { role: "assistant", content: first.toolCalls },
      { role: "user", content: results },
    ];
    const { outcome } = await askOnce(lane, { method, request: { ...thinks, messages } });
    expectEqual(outcome, "ok", "outcome of the turn after it");
    return undefined;
  },
}));

const foreignState: ProviderCheck = {
  title: "what another vendor wants back with a call is not sent, and the call works",
  run: async (lane) => {
    if (!lane.provider.capabilities.tools) return "not applicable";
    const input = { number: "A-17" };
    const vendorState = { type: "of_another_vendor", sealed: "thoughts-of-another-vendor" };
    const messages: readonly Message[] = [
      user("Where is my order?"),
      {
        role: "assistant",
        content: [{ type: "tool_call", id: "call_1", name: tool.name, input, vendorState }],
      },
      {
        role: "user",
        content: [{ type: "tool_result", toolCallId: "call_1", text: "Sent.", isError: false }],
      },
    ];
    const request = { tools: [tool], messages };
    const { outcome } = await ask(lane, { method: "complete", scene: "answer", request });
    expectEqual(outcome, "ok", "outcome");
    const [sent = ""] = lane.listSent();
    const isKept = !sent.includes(vendorState.sealed);
    expectTrue(isKept, "the request", { expected: "nothing of another vendor's", came: sent });
    return undefined;
  },
};

/** What a provider makes of the parts of a prompt beside its words: caching, examples, thinking. */
export const promptChecks: readonly ProviderCheck[] = [
  ...cacheHints,
  fewShot,
  ...thinking,
  thoughtDeltas,
  ...thinkingWithTools,
  foreignState,
];
