import fc from "fast-check";
import { expect, test } from "vitest";
import { createClaudeAnswer } from "./claude-answer.js";
import { claudeEventSchema } from "./claude-reply.js";

const context = { model: "asked-model", requestId: "req_1", warnings: [] };

function feed(events: readonly unknown[]) {
  const answer = createClaudeAnswer(context);
  const seen = events.map((event) => answer.add(claudeEventSchema.parse(event)));
  return { answer, seen };
}

const start = { type: "message_start", message: { model: "m", usage: { input_tokens: 9 } } };

test("events that Anthropic may add later are passed over", () => {
  const { answer, seen } = feed([start, { type: "ping" }, { type: "brand_new", index: 3 }]);
  expect(seen).toEqual([null, null, null]);
  expect(answer.hasContent()).toBe(false);
});

test("a stop reason without the terminal event is no success", () => {
  const { answer } = feed([
    start,
    { type: "content_block_start", index: 0, content_block: { type: "text", text: "Hal" } },
    { type: "message_delta", delta: { stop_reason: "end_turn" }, usage: { output_tokens: 4 } },
  ]);
  expect(answer.finish()).toMatchObject({
    outcome: "incomplete_stream",
    text: "Hal",
    stopReason: "end_turn",
    usage: { input: 9, output: 4 },
  });
});

test("a stream of 200,000 blocks takes a moment", { timeout: 20_000 }, () => {
  const numbers = Array.from({ length: 200_000 }, (_, index) => index);
  const { answer } = feed([
    start,
    ...numbers.map((index) => ({
      type: "content_block_delta",
      index,
      delta: { type: "text_delta", text: "x" },
    })),
  ]);
  expect(answer.finish().text).toHaveLength(200_000);
});

test("a tool's input comes in pieces, and stays text where it was cut", () => {
  const tool = { type: "tool_use", id: "t", name: "find", input: {} };
  const piece = (partial_json: string) => ({
    type: "content_block_delta",
    index: 0,
    delta: { type: "input_json_delta", partial_json },
  });
  const begin = [start, { type: "content_block_start", index: 0, content_block: tool }];
  const whole = feed([...begin, piece('{"a"'), piece(":1}"), { type: "message_stop" }]);
  expect(whole.answer.finish().toolCalls[0]?.input).toEqual({ a: 1 });
  const cut = feed([...begin, piece('{"a"')]);
  expect(cut.answer.finish().toolCalls[0]?.input).toBe('{"a"');
});

const stop = { type: "message_stop" };
const ended = (stop_reason: string) => ({ type: "message_delta", delta: { stop_reason } });
const begin = (index: number, content_block: object) => ({
  type: "content_block_start",
  index,
  content_block,
});
const input = (index: number, partial_json: string) => ({
  type: "content_block_delta",
  index,
  delta: { type: "input_json_delta", partial_json },
});

test("blocks that a server gives one index stay apart", () => {
  const tool = (id: string) => ({ type: "tool_use", id, name: "find", input: {} });
  const { answer } = feed([
    start,
    begin(0, { type: "text", text: "Let me look." }),
    begin(0, tool("a")),
    input(0, '{"x":1}'),
    begin(0, tool("b")),
    input(0, '{"x":2}'),
    ended("end_turn"),
    stop,
  ]);
  expect(answer.finish()).toMatchObject({
    outcome: "tool_use",
    text: "Let me look.",
    toolCalls: [
      { id: "a", input: { x: 1 } },
      { id: "b", input: { x: 2 } },
    ],
  });
});

const halves: readonly [what: string, events: readonly unknown[]][] = [
  ["without an id", [begin(0, { type: "tool_use", name: "find" }), input(0, "{}")]],
  ["without a name", [begin(0, { type: "tool_use", id: "t", name: "" }), input(0, "{}")]],
  ["that never began", [input(0, '{"x":1}')]],
  ["whose input is no JSON", [begin(0, { type: "tool_use", id: "t", name: "f" }), input(0, "{")]],
];

test.each(halves)("a call %s is no success, whatever the stop reason", (_what, events) => {
  for (const reason of ["tool_use", "end_turn"]) {
    const { answer } = feed([start, ...events, ended(reason), stop]);
    expect(answer.finish()).toMatchObject({ outcome: "invalid_output", stopReason: reason });
  }
  const { answer } = feed([start, ...events, ended("max_tokens"), stop]);
  expect(answer.finish().outcome).toBe("truncated");
});

test("the input of a server's own tool is no call of ours", () => {
  const search = { type: "server_tool_use", id: "s", name: "web_search" };
  const { answer } = feed([start, begin(0, search), input(0, '{"q":1}'), ended("end_turn"), stop]);
  expect(answer.finish()).toMatchObject({ outcome: "ok", toolCalls: [] });
});

const unreadable: readonly unknown[] = [
  { type: "content_block_delta", index: 0, delta: { type: "text_delta" } },
  { type: "content_block_start", content_block: { type: "text", text: "a" } },
  { type: "content_block_start", index: 0, content_block: { type: "text", text: null } },
  { type: "message_delta" },
];

test.each(unreadable)("a known event that cannot be read is not passed over: %j", (event) => {
  expect(() => claudeEventSchema.parse(event)).toThrow("Invalid input");
});

test("whatever the pieces, their texts are the answer's text", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme" })), (texts) => {
      const deltas = texts.map((text) => ({
        type: "content_block_delta",
        index: 0,
        delta: { type: "text_delta", text },
      }));
      expect(feed([start, ...deltas]).answer.finish().text).toBe(texts.join(""));
    }),
  );
});
