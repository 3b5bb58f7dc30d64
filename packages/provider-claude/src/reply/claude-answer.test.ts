import fc from "fast-check";
import { expect, test } from "vitest";
import { createClaudeAnswer } from "./claude-answer.js";
import { claudeEventSchema } from "./claude-reply.js";

const context = { requestId: "req_1", warnings: [] };

function feed(events: readonly unknown[]) {
  const answer = createClaudeAnswer("asked-model", context);
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
