import type { JsonValue, ToolCall } from "@promptrail/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tryEval } from "../../suite/try-eval.js";
import { calledTools, type ExpectedCall } from "./called-tools.js";
import { matchCalls } from "./match-calls.js";
import { outcomeIs } from "./outcome-is.js";
import { maxCost, maxDuration, maxTokens } from "./spending.js";

const call = (name: string, input: JsonValue = {}): ToolCall => ({
  type: "tool_call",
  id: `call-${name}`,
  name,
  input,
});

/** Every way to pair, by trying all: the most pairs that fit. */
function tryAllPairs(
  expected: readonly string[],
  made: readonly string[],
  settings: { readonly fits: (left: string, right: string) => boolean; readonly inOrder: boolean },
): number {
  const [first, ...rest] = expected;
  if (first === undefined) return 0;
  const without = tryAllPairs(rest, made, settings);
  const pairs = made.map((each, at) => {
    if (!settings.fits(first, each)) return 0;
    const left = settings.inOrder ? made.slice(at + 1) : made.toSpliced(at, 1);
    return 1 + tryAllPairs(rest, left, settings);
  });
  return Math.max(without, ...pairs);
}

test("pairs as many calls as trying all ways does, in order and in any order", () => {
  // A letter fits a word that has it: one call may fit several that are expected.
  const made = fc.array(fc.constantFrom("a", "b", "ab", "abc", "c"), { maxLength: 5 });
  const expected = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 5 });
  fc.assert(
    fc.property(expected, made, fc.boolean(), (wanted, called, inOrder) => {
      const settings = { inOrder, fits: (left: string, right: string) => right.includes(left) };
      expect(matchCalls(wanted, called, settings)).toBe(tryAllPairs(wanted, called, settings));
    }),
    { numRuns: 300 },
  );
});

describe("calledTools", () => {
  const find: ExpectedCall = { name: "find_order", arguments: { id: "A1" } };
  const refund: ExpectedCall = { name: "refund" };
  test.each<[string, Parameters<typeof calledTools>, readonly ToolCall[], number]>([
    ["the calls", [[find, refund]], [call("find_order", { id: "A1" }), call("refund")], 1],
    ["another order", [[find, refund]], [call("refund"), call("find_order", { id: "A1" })], 1 / 3],
    [
      "any order",
      [[find, refund], { order: "any" }],
      [call("refund"), call("find_order", { id: "A1" })],
      1,
    ],
    ["other arguments", [[find]], [call("find_order", { id: "A2" })], 0],
    ["more arguments", [[find]], [call("find_order", { id: "A1", full: true })], 0],
    [
      "more arguments that may be",
      [[find], { arguments: "include" }],
      [call("find_order", { id: "A1", full: true })],
      1,
    ],
    ["whatever arguments", [[refund]], [call("refund", { amount: 5 })], 1],
    ["another name", [[refund]], [call("Refund")], 0],
    ["a call too few", [[find, refund]], [call("find_order", { id: "A1" })], 1 / 2],
    ["a call too many", [[refund]], [call("refund"), call("mail")], 1 / 2],
    ["others that may be", [[refund], { allowOthers: true }], [call("mail"), call("refund")], 1],
    ["the same call twice", [[refund, refund]], [call("refund"), call("refund")], 1],
    ["one call for two", [[refund, refund]], [call("refund")], 1 / 2],
    ["no call", [[]], [], 1],
    ["a call where none may be", [[]], [call("mail")], 0],
  ])("%s", async (_title, [expected, settings], toolCalls, score) => {
    const told = await tryEval(calledTools(expected, settings), { output: "", toolCalls });
    expect(told?.score).toBeCloseTo(score, 12);
    expect(told?.passed).toBe(score === 1);
  });

  test("compares members of objects at every depth, and lists whole", async () => {
    const check = calledTools([{ name: "a", arguments: { order: { lines: [{ id: 1 }] } } }], {
      arguments: "include",
    });
    const passes = async (input: JsonValue) =>
      (await tryEval(check, { output: "", toolCalls: [call("a", input)] }))?.passed;
    expect(await passes({ order: { lines: [{ id: 1 }], note: "x" } })).toBe(true);
    expect(await passes({ order: { lines: [{ id: 1, n: 2 }] } })).toBe(false);
    expect(await passes({ order: { lines: [{ id: 1 }, { id: 2 }] } })).toBe(false);
    expect(await passes(null)).toBe(false);
  });

  test("tells what was expected and what was called", async () => {
    const ofCase = calledTools(
      ({ groundTruth }: { readonly groundTruth: { readonly tool: string } }) => [
        { name: groundTruth.tool },
      ],
    );
    const subject = { output: "", toolCalls: [call("mail")], groundTruth: { tool: "refund" } };
    expect((await tryEval(ofCase, subject))?.reason).toBe("Expected refund; called mail.");
  });
});

const usage = { input: 10, output: 5, cacheRead: null, cacheWrite: null, reasoning: null };

test("what was used passes up to the limit, and not beyond", async () => {
  const amount = fc.integer({ min: 1, max: 50 });
  await fc.assert(
    fc.asyncProperty(amount, amount, async (used, limit) => {
      const subject = {
        output: "",
        durationMs: used,
        cost: used / 1_000,
        usage: { ...usage, input: used, output: 2 * used },
      };
      const passed = used <= limit;
      for (const check of [
        maxDuration(limit),
        maxCost(limit / 1_000),
        maxTokens({ input: limit }),
        maxTokens({ output: 2 * limit }),
        maxTokens({ total: 3 * limit }),
      ]) {
        expect(await tryEval(check, subject)).toMatchObject({ passed, score: passed ? 1 : 0 });
      }
    }),
  );
});

test("what is not known is neither low nor high", async () => {
  await expect(tryEval(maxCost(1), { output: "" })).rejects.toThrow(/cost .* is not known/);
  const half = { output: "", usage: { ...usage, output: null } };
  await expect(tryEval(maxTokens({ total: 99 }), half)).rejects.toThrow(/total tokens/);
  await expect(tryEval(maxTokens({ output: 99 }), half)).rejects.toThrow(/output tokens/);
  expect(await tryEval(maxTokens({ input: 9, output: 9 }), { output: "", usage })).toEqual({
    passed: false,
    score: 0,
    reason: "input: 10 tokens, at most 9 are allowed.",
  });
});

test("an outcome is the one that is wanted", async () => {
  expect(await tryEval(outcomeIs(), { output: "" })).toMatchObject({ passed: true });
  expect(await tryEval(outcomeIs("tool_use"), { output: "" })).toMatchObject({ passed: false });
  const asked = { output: "", outcome: "tool_use" } as const;
  expect(await tryEval(outcomeIs("tool_use"), asked)).toMatchObject({ passed: true });
  expect((await tryEval(outcomeIs(), asked))?.reason).toBe(
    "The answer ended as tool_use; expected ok.",
  );
});
