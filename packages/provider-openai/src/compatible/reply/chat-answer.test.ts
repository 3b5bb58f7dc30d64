import fc from "fast-check";
import { expect, test } from "vitest";
import { openaiVendor } from "../../openai-vendor.js";
import { createChatAnswer } from "./chat-answer.js";
import { chatChunkSchema } from "./chat-reply.js";

function feed(chunks: readonly unknown[]) {
  const context = { vendor: openaiVendor, requestId: null, warnings: [] };
  const answer = createChatAnswer("asked-model", context);
  const events = chunks.flatMap((chunk) => answer.add(chatChunkSchema.parse(chunk)));
  return { answer, events };
}

const piece = (delta: object) => ({ model: "m", choices: [{ delta, finish_reason: null }] });
const end = (finish_reason: string) => ({ choices: [{ delta: {}, finish_reason }] });

test("whatever the pieces, the deltas together are the answer's text", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme" })), (texts) => {
      const { answer, events } = feed([
        piece({}),
        ...texts.map((content) => piece({ content })),
        end("stop"),
      ]);
      const deltas = events.map((event) => (event.type === "text-delta" ? event.text : ""));
      expect(deltas.join("")).toBe(texts.join(""));
      expect(answer.finish()).toMatchObject({ outcome: "ok", text: texts.join(""), model: "m" });
    }),
  );
});

test("without a finish reason the answer is incomplete, however it ended", () => {
  const { answer } = feed([piece({ content: "Hal" })]);
  expect(answer.isComplete()).toBe(false);
  expect(answer.finish()).toMatchObject({ outcome: "incomplete_stream", stopReason: null });
});

test("tool calls side by side keep their own arguments", () => {
  const call = (index: number, text: string, id?: string) =>
    piece({ tool_calls: [{ index, id, function: { name: id && `tool_${id}`, arguments: text } }] });
  const { answer } = feed([
    call(0, "", "a"),
    call(1, "", "b"),
    call(0, '{"x":'),
    call(1, '{"y":2}'),
    call(0, "1}"),
    end("tool_calls"),
  ]);
  expect(answer.finish().toolCalls).toEqual([
    { type: "tool_call", id: "a", name: "tool_a", input: { x: 1 } },
    { type: "tool_call", id: "b", name: "tool_b", input: { y: 2 } },
  ]);
});

test("an answer whose usage never came says so", () => {
  const { answer } = feed([piece({ content: "Hello" }), end("stop")]);
  expect(answer.finish().warnings.map(({ setting }) => setting)).toEqual(["usage"]);
});
