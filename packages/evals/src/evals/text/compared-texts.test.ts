import fc from "fast-check";
import leven from "leven";
import { describe, expect, test } from "vitest";
import { tryEval } from "../../suite/try-eval.js";
import { splitGraphemes } from "./comparable-text.js";
import { contains, containsAny } from "./contains.js";
import { editSimilarity } from "./edit-similarity.js";
import { equals } from "./equals.js";
import { endsWith, startsWith } from "./starts-with.js";
import { mustContain, mustNotContain } from "./terms.js";

const passes = async (check: ReturnType<typeof contains>, output: string) =>
  (await tryEval(check, { output }))?.passed;

/** Letters whose lower case has one form, so that a naive comparison is right about them. */
const letters = fc.string({
  unit: fc.constantFrom(...Array.from("abcXYZ éÉ中ש1.😀")),
  maxLength: 12,
});

describe("agrees with a naive comparison", () => {
  test("of beginnings and ends", async () => {
    await fc.assert(
      fc.asyncProperty(letters, letters, fc.boolean(), async (output, text, caseSensitive) => {
        fc.pre(text.trim() !== "");
        const fold = (each: string) => (caseSensitive ? each : each.toLowerCase()).trim();
        const settings = { caseSensitive };
        expect(await passes(startsWith(text, settings), output)).toBe(
          fold(output).startsWith(fold(text)),
        );
        expect(await passes(endsWith(text, settings), output)).toBe(
          fold(output).endsWith(fold(text)),
        );
        const joined = `${output} ${text}`;
        expect(await passes(endsWith(text, settings), joined)).toBe(true);
      }),
    );
  });

  test("of one of several", async () => {
    await fc.assert(
      fc.asyncProperty(letters, fc.array(letters, { minLength: 1 }), async (output, texts) => {
        fc.pre(texts.every((text) => text.trim() !== ""));
        const isIn = (text: string) => output.toLowerCase().includes(text.toLowerCase());
        expect(await passes(containsAny(texts), output)).toBe(texts.some(isIn));
        expect(await passes(contains(texts), output)).toBe(texts.every(isIn));
      }),
    );
  });

  test("of terms: what must not occur is what must not be required", async () => {
    await fc.assert(
      fc.asyncProperty(letters, letters, async (output, term) => {
        fc.pre(term.trim() !== "");
        const isFound = await passes(mustContain(term), output);
        expect(await passes(mustNotContain([term]), output)).toBe(!isFound);
      }),
      // Each term is a pattern to compile.
      { numRuns: 15 },
    );
  });
});

describe("startsWith and endsWith", () => {
  test.each<[string, string, string, boolean]>([
    ["letters apart", "E\u0301te", "été chaud", false],
    ["letters put together or apart", "e\u0301té", "Été chaud", true],
    ["a letter without its mark", "e", "e\u0301t\u00E9", false],
    ["half a family", "👨", "👨‍👩‍👧 and more", false],
    ["a whole family", "👨‍👩‍👧", "👨‍👩‍👧 and more", true],
    ["a flag's first half", "\u{1F1E9}", "🇩🇪!", false],
    ["Chinese without spaces", "这是", "这是最好的灯", true],
    ["Hebrew, by the text's own order", "שלום", "שלום עולם", true],
    ["Hebrew behind a mark of direction", "שלום", "\u200Fשלום עולם", true],
    ["Greek in capitals", "ΣΑΣ", "Σας ευχαριστώ", true],
    ["white space before it", "yes", "\n  Yes, it is.", true],
    ["nothing", "yes", "", false],
  ])("%s", async (_title, text, output, holds) => {
    expect(await passes(startsWith(text), output)).toBe(holds);
  });

  test("an end is at a character's edge, too", async () => {
    expect(await passes(endsWith("👧"), "ok 👨‍👩‍👧")).toBe(false);
    expect(await passes(endsWith(["!", "."]), "Buy now! \n")).toBe(true);
    expect((await tryEval(endsWith(["!", "."]), { output: "no" }))?.reason).toBe(
      "The answer does not end with ! or ..",
    );
  });
});

describe("equals", () => {
  test.each<["exact" | "composed" | "folded", string, boolean]>([
    ["exact", "Été", true],
    ["exact", "E\u0301te\u0301", false],
    ["exact", "été", false],
    ["composed", "E\u0301te\u0301 ", true],
    ["composed", "été", false],
    ["folded", "e\u0301té", true],
    ["folded", "ete", false],
  ])("%s takes %s for Été: %s", async (texts, output, holds) => {
    expect(await passes(equals({ expected: "Été", texts }), output)).toBe(holds);
  });

  test("compares with JSON, and with its null", async () => {
    expect(await passes(equals({ expected: { a: [1] } }), '{"a": [1]}')).toBe(true);
    expect(await passes(equals({ expected: null }), "null")).toBe(true);
    expect(await passes(equals({ expected: null }), "nil")).toBe(false);
  });
});

/** The recurrence of Levenshtein's distance, row by row. */
function countEdits(left: readonly string[], right: readonly string[]): number {
  let above = right.map((_, at) => at + 1);
  left.forEach((sign, row) => {
    let before = row;
    let beside = row + 1;
    above = above.map((over, at) => {
      const edits = Math.min(over + 1, beside + 1, before + (sign === right[at] ? 0 : 1));
      before = over;
      beside = edits;
      return edits;
    });
  });
  return right.length === 0 ? left.length : (above.at(-1) ?? 0);
}

describe("editSimilarity", () => {
  const similarity = async (output: string, expected: string, caseSensitive = true) =>
    (await tryEval(editSimilarity({ expected, caseSensitive }), { output }))?.score ?? Number.NaN;

  test("agrees with the recurrence, by characters as a reader counts them", async () => {
    const unit = fc.constantFrom("a", "b", "A", "é", "e\u0301", "中", "👨‍👩‍👧", "🇩🇪", " ");
    const text = fc.string({ unit, maxLength: 80 });
    await fc.assert(
      fc.asyncProperty(text, text, async (left, right) => {
        const [one, two] = [left, right].map((each) =>
          splitGraphemes(each.trim().normalize("NFC")),
        );
        const longest = Math.max(one?.length ?? 0, two?.length ?? 0);
        const wanted = longest === 0 ? 1 : 1 - countEdits(one ?? [], two ?? []) / longest;
        expect(await similarity(left, right)).toBe(wanted);
      }),
    );
  });

  test("agrees with another library on plain text", async () => {
    const text = fc.string({
      unit: fc.constantFrom("a", "b", "c", "d"),
      minLength: 1,
      maxLength: 60,
    });
    await fc.assert(
      fc.asyncProperty(text, text, async (left, right) => {
        const longest = Math.max(left.length, right.length);
        expect(await similarity(left, right)).toBe(1 - leven(left, right) / longest);
      }),
    );
  });

  test("is 1 for what is the same, the same both ways, and passes from its threshold on", async () => {
    expect(await similarity("", " ")).toBe(1);
    expect(await similarity("kitten", "sitting")).toBeCloseTo(1 - 3 / 7, 12);
    expect(await similarity("sitting", "kitten")).toBe(await similarity("kitten", "sitting"));
    expect(await similarity("ABC", "abc")).toBe(0);
    expect(await similarity("ABC", "abc", false)).toBe(1);
    const check = editSimilarity({ expected: "abcde", atLeast: 0.8 });
    expect(await passes(check, "abcdX")).toBe(true);
    expect(await passes(check, "abcXY")).toBe(false);
  });

  test("compares texts of its longest length in bounded time, and longer ones not at all", async () => {
    expect(await similarity("ab".repeat(10_000), "ba".repeat(10_000))).toBeCloseTo(0.9999, 6);
    await expect(similarity("a".repeat(20_001), "a")).rejects.toThrow(/20001 characters/);
  });
});
