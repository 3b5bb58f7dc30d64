import fc from "fast-check";
import { expect, test } from "vitest";
import { openaiVendor } from "../../openai-vendor.js";
import { chatChunkSchema } from "../chat-reply.js";
import { createChatAnswer } from "./chat-answer.js";

function feed(chunks: readonly unknown[]) {
  const context = { vendor: openaiVendor, model: "asked-model", requestId: null, warnings: [] };
  const answer = createChatAnswer(context);
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

type Piece = { index?: number; id?: string; name?: string; text: string };

const pieceOf = ({ text, name, ...call }: Piece) =>
  piece({ tool_calls: [{ ...call, function: { name, arguments: text } }] });

/** How servers of this wire tell of the piece at `at` of the call at `index`. */
const habits: readonly [
  what: string,
  tell: (at: number, index: number) => Omit<Piece, "text">,
  interleaves: boolean,
][] = [
  ["tell id and name once", (at, index) => once(at, index, { index }), true],
  [
    "send empty ids and names later",
    (at, index) => ({ index, id: "", name: "", ...once(at, index, {}) }),
    true,
  ],
  ["repeat id and name", (_at, index) => ({ index, ...once(0, index, {}) }), true],
  ["give no index", (at, index) => once(at, index, {}), false],
  ["give no index and repeat the id", (_at, index) => once(0, index, {}), true],
  ["give every call the index 0", (at, index) => once(at, index, { index: 0 }), false],
  [
    "give every call the index 0 and repeat the id",
    (_at, index) => once(0, index, { index: 0 }),
    true,
  ],
];

function once(at: number, index: number, more: Omit<Piece, "text">): Omit<Piece, "text"> {
  return at === 0 ? { ...more, id: `call_${index}`, name: `tool_${index}` } : more;
}

test.each(habits)(
  "calls stay apart and whole where a server's pieces %s",
  (_what, tell, interleaves) => {
    const inputs = fc.array(fc.dictionary(fc.string(), fc.json()), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(inputs, fc.integer({ min: 1, max: 9 }), (calls, size) => {
        const pieces = calls.flatMap((input, index) => {
          const text = JSON.stringify(input);
          const count = Math.ceil(text.length / size);
          return Array.from({ length: count }, (_, at) => ({
            ...tell(at, index),
            text: text.slice(at * size, (at + 1) * size),
            at,
          }));
        });
        // A server may send the pieces of several calls in turns where it says whose they are.
        const sent = interleaves ? pieces.toSorted((one, other) => one.at - other.at) : pieces;
        const { answer } = feed([
          ...sent.map(({ at: _at, ...told }) => pieceOf(told)),
          end("stop"),
        ]);
        expect(answer.finish()).toMatchObject({ outcome: "tool_use" });
        expect(answer.finish().toolCalls).toEqual(
          calls.map((input, index) => ({
            type: "tool_call",
            id: `call_${index}`,
            name: `tool_${index}`,
            input: JSON.parse(JSON.stringify(input)),
          })),
        );
      }),
    );
  },
);

test("calls that cannot be told apart are no success", () => {
  const nameless = (text: string) => pieceOf({ text });
  const { answer } = feed([nameless('{"a":1}'), nameless('{"a":2}'), end("tool_calls")]);
  expect(answer.finish()).toMatchObject({
    outcome: "invalid_output",
    toolCalls: [{ input: '{"a":1}{"a":2}' }],
  });
});

test("a call in the wire's first form, which has no id, is no success", () => {
  const called = (text: string, name?: string) =>
    piece({ content: null, function_call: { name, arguments: text } });
  const { answer } = feed([called('{"a"', "find"), called(":1}"), end("stop")]);
  expect(answer.finish()).toMatchObject({
    outcome: "invalid_output",
    toolCalls: [{ id: "", name: "find", input: { a: 1 } }],
  });
});

test("what later chunks leave empty was said before", () => {
  const empty = { model: "", choices: [{ delta: { content: "" }, finish_reason: "" }] };
  const half = feed([piece({ content: "Hello" }), empty]).answer;
  expect(half.isComplete()).toBe(false);
  const whole = feed([piece({ content: "Hello" }), empty, end("stop"), empty]).answer;
  expect(whole.finish()).toMatchObject({ outcome: "ok", model: "m", stopReason: "stop" });
});

test("a call that was cut at the token limit is truncated, and its input is kept", () => {
  const { answer } = feed([
    piece({ content: "Let me look." }),
    pieceOf({ index: 0, id: "a", name: "find", text: '{"x":' }),
    end("length"),
  ]);
  expect(answer.finish()).toMatchObject({
    outcome: "truncated",
    text: "Let me look.",
    toolCalls: [{ input: '{"x":' }],
  });
});

test("an answer whose usage never came says so", () => {
  const { answer } = feed([piece({ content: "Hello" }), end("stop")]);
  expect(answer.finish().warnings.map(({ setting }) => setting)).toEqual(["usage"]);
});
