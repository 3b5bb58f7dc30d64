import fc from "fast-check";
import { expect, test } from "vitest";
import { responseEventSchema, responseSchema } from "../responses-reply.js";
import { fromResponse } from "./from-response.js";
import { createResponseAnswer } from "./response-answer.js";

const context = { provider: "openai", model: "m", requestId: null, warnings: [] };

const words = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 });

const item = fc.oneof(
  fc.record({
    type: fc.constant("message"),
    phase: fc.constantFrom(null, "commentary", "final_answer"),
    content: fc.array(fc.record({ type: fc.constant("output_text"), text: words }), {
      minLength: 1,
      maxLength: 1,
    }),
  }),
  fc.record({
    type: fc.constant("message"),
    content: fc.tuple(fc.record({ type: fc.constant("refusal"), refusal: words })),
  }),
  fc.record({
    type: fc.constant("reasoning"),
    id: fc.constant("rs_1"),
    encrypted_content: fc.constantFrom(null, "sealed"),
    summary: fc.array(fc.record({ text: words }), { maxLength: 3 }),
  }),
  fc.record({
    type: fc.constant("function_call"),
    call_id: fc.constantFrom("", "call_1", "call_2"),
    name: fc.constantFrom("", "find"),
    arguments: fc.constantFrom('{"a":1}', "{", ""),
  }),
  fc.record({ type: fc.constant("something_new"), action: fc.integer() }),
);

const end = fc.constantFrom(
  { status: "completed" },
  { status: "incomplete", incomplete_details: { reason: "max_output_tokens" } },
  { status: "incomplete", incomplete_details: { reason: "anything" } },
);

type Item = typeof item extends fc.Arbitrary<infer Made> ? Made : never;

/** The events of one item: its begin, its pieces, its end, or a part of these. */
function toEvents(made: Item, at: number, cut: number, told: string): readonly object[] {
  const place = { output_index: at };
  const pieces = (type: string, text: string, more: object = {}) =>
    [text.slice(0, cut), text.slice(cut)].map((delta) => ({ type, delta, ...place, ...more }));
  const deltas = () => {
    if ("summary" in made)
      return made.summary.flatMap(({ text }, index) =>
        pieces("response.reasoning_summary_text.delta", text, { summary_index: index }),
      );
    if ("arguments" in made)
      return pieces("response.function_call_arguments.delta", made.arguments);
    if (!("content" in made)) return [];
    return made.content.flatMap((part) =>
      "text" in part
        ? pieces("response.output_text.delta", part.text)
        : pieces("response.refusal.delta", part.refusal),
    );
  };
  const empty = {
    ...made,
    ...("content" in made ? { content: [] } : {}),
    ...("summary" in made ? { summary: [] } : {}),
    ...("arguments" in made ? { arguments: "" } : {}),
  };
  const begin = { type: "response.output_item.added", item: empty, ...place };
  const whole = { type: "response.output_item.done", item: made, ...place };
  if (told === "whole alone") return [whole];
  return [begin, ...deltas(), whole];
}

test("a stream tells what the same response tells as a whole, however it is cut", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(item, fc.nat(8), fc.constantFrom("in pieces", "whole alone")), {
        maxLength: 5,
      }),
      end,
      fc.boolean(),
      (items, ended, isBare) => {
        const output = items.map(([made]) => made);
        const body = {
          model: "m2",
          output,
          usage: { input_tokens: 3, output_tokens: 4 },
          ...ended,
        };
        const answer = createResponseAnswer(context);
        const events = [
          ...(isBare
            ? []
            : items.flatMap(([made, cut, told], at) => toEvents(made, at, cut, told))),
          { type: `response.${ended.status}`, response: body },
        ];
        const shown = events.flatMap((event) => answer.add(responseEventSchema.parse(event)));
        const whole = fromResponse(responseSchema.parse(body), context);
        expect(answer.finish()).toEqual(whole);
        const join = (type: string) =>
          shown.map((event) => (event.type === type && "text" in event ? event.text : "")).join("");
        expect(join("reasoning-delta")).toBe(whole.reasoning);
        // A refusal beside words is shown, and no part of the text.
        const isMixed = output.some((made) => JSON.stringify(made).includes('"refusal"'));
        if (!isMixed) expect(join("text-delta")).toBe(whole.text);
      },
    ),
  );
});

test("a stream without the event that ends a response is half an answer", () => {
  const answer = createResponseAnswer(context);
  const delta = { type: "response.output_text.delta", delta: "Hel", output_index: 0 };
  answer.add(responseEventSchema.parse(delta));
  expect([answer.hasContent(), answer.isComplete()]).toEqual([true, false]);
  expect(answer.finish()).toMatchObject({ outcome: "incomplete_stream", text: "Hel" });
});
