import { expect, test } from "vitest";
import type { Outcome } from "../provider/completion.js";
import { settleToolCalls, type ToldToolCall } from "./settle-tool-calls.js";

const whole: ToldToolCall = { id: "call_1", name: "find", input: { text: '{"a":1}' } };

const cases: readonly [what: string, stated: Outcome, calls: ToldToolCall[], outcome: Outcome][] = [
  ["an answer without a call", "ok", [], "ok"],
  ["a call", "tool_use", [whole], "tool_use"],
  ["a call with the stop word of a plain end", "ok", [whole], "tool_use"],
  ["a stop word for a call that is not there", "tool_use", [], "invalid_output"],
  ["a call without an id", "tool_use", [{ ...whole, id: "" }], "invalid_output"],
  ["a call without a name", "ok", [{ ...whole, name: "" }], "invalid_output"],
  ["half an input", "tool_use", [{ ...whole, input: { text: '{"a":' } }], "invalid_output"],
  ["two inputs in one", "ok", [{ ...whole, input: { text: '{"a":1}{"a":2}' } }], "invalid_output"],
  ["an input that is no object", "ok", [{ ...whole, input: { value: "a" } }], "invalid_output"],
  ["one whole call and one half", "ok", [whole, { ...whole, id: "" }], "invalid_output"],
  ["half an input at the token limit", "truncated", [{ ...whole, id: "" }], "truncated"],
  ["a call in a stream that was cut", "incomplete_stream", [whole], "incomplete_stream"],
  ["a call in an answer that was filtered", "content_filtered", [whole], "content_filtered"],
];

test.each(cases)("%s that ends as %s is settled", (_what, stated, calls, outcome) => {
  expect(settleToolCalls(stated, calls).outcome).toBe(outcome);
});

test("an input that is no JSON is kept as it came, with a warning that names the tool", () => {
  const { toolCalls, warnings } = settleToolCalls("tool_use", [
    { ...whole, input: { text: '{"city":"Be' } },
  ]);
  expect(toolCalls).toEqual([
    { type: "tool_call", id: "call_1", name: "find", input: '{"city":"Be' },
  ]);
  expect(warnings).toEqual([
    {
      setting: "tool_calls",
      reason:
        'The call of the tool "find" has an input that is not a JSON object; the input is kept as text.',
    },
  ]);
});

test("a tool without parameters may get no text as its input", () => {
  const settled = settleToolCalls("tool_use", [{ ...whole, input: { text: "" } }]);
  expect(settled).toMatchObject({ outcome: "tool_use", toolCalls: [{ input: {} }], warnings: [] });
});

test("a number of an input's text that JavaScript cannot keep breaks the call, and is named", () => {
  const input = { text: '{"order":{"id":1000000000000000000001}}' };
  const { outcome, warnings } = settleToolCalls("tool_use", [{ id: "1", name: "ship", input }]);
  expect(outcome).toBe("invalid_output");
  expect(warnings[0]?.reason).toMatch(/the tool "ship" cannot be read: order\.id: .*digits/);
});
