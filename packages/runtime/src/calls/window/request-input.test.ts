import fc from "fast-check";
import { expect, test } from "vitest";
import { findContentKind } from "./content-kind.js";
import { toRatio } from "./ratios/ratio-key.js";
import { readInput } from "./request-input.js";
import { splitRuns } from "./worker/split-runs.js";

test("a text in parts is the text, without a long run in any, and no character is cut", () => {
  const run = fc.tuple(fc.constantFrom("a", "語", "😀", " ", "\n", "{"), fc.nat(900));
  fc.assert(
    fc.property(fc.array(run, { maxLength: 6 }), (runs) => {
      const text = runs.map(([character, times]) => character.repeat(times)).join("x y");
      const parts = splitRuns(text);
      expect(parts.join("")).toBe(text);
      for (const part of parts) {
        expect(part.match(/\S{258,}|\s{258,}/)).toBeNull();
        expect(part.isWellFormed()).toBe(true);
      }
    }),
  );
});

test.each([
  ["The kettle ships on Monday, and its invoice follows; nobody asked for it.", "latin"],
  ["Der Wasserkocher wird am Montag verschickt. Größe: mittel.", "latin"],
  ["注文の商品は月曜日に発送されます。", "other_script"],
  ["Заказ отправят в понедельник.", "other_script"],
  ["ऑर्डर सोमवार को भेजा जाएगा।", "other_script"],
  ['{"id": 17, "total": 19.95, "tags": ["a", "b"]}', "code"],
  ["if (total >= 3) { return items[0].price * 2; }", "code"],
  ["", "latin"],
])("%s is %s", (text, kind) => {
  expect(findContentKind([text])).toBe(kind);
  expect(findContentKind([text.repeat(2_000)])).toBe(kind);
});

test("all that a vendor counts is input", () => {
  const input = readInput({
    model: "m",
    messages: [
      { role: "system", content: [{ type: "text", text: "é" }] },
      { role: "assistant", content: [{ type: "tool_call", id: "1", name: "see", input: [1] }] },
      {
        role: "user",
        content: [{ type: "tool_result", toolCallId: "1", text: "seen", isError: false }],
      },
    ],
    tools: [{ name: "see", description: "Looks.", inputSchema: {} }],
    output: { name: "answer", schema: { type: "object" } },
    settings: { maxTokens: 1 },
    vendorOptions: {},
  });
  expect(input.texts.join("|")).toBe('é|see\n[1]|seen|see\nLooks.\n{}|answer|{"type":"object"}');
  const bytes = input.texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  expect(input).toMatchObject({ bytes: bytes + 12, frames: 12, tools: true, isText: true });
});

test.each([
  ["nothing", null, null, null],
  ["zero", 0, null, null],
  ["less than was read from the cache", 900, 1_000, null],
  ["a hundredth", 10, null, null],
  ["a hundred times", 100_000, null, null],
  ["what can be", 1_200, 1_000, 1.2],
])("of a vendor that counts %s the ratio is learnt or not", (_title, input, cacheRead, ratio) => {
  const counted = {
    tokens: 1_000,
    kind: "latin",
    tools: false,
    scheme: 1,
    ratio: 1,
    median: null,
  } as const;
  const headroom = {
    provider: "fake",
    model: "m",
    window: 1,
    maxTokens: 1,
    inputBound: 1,
    foundBy: "count",
    tokens: 1,
    counted,
  } as const;
  const usage = { input, output: 1, cacheRead, cacheWrite: null, reasoning: null };
  expect(toRatio(headroom, usage)).toBe(ratio);
});
