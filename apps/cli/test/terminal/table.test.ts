import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { createInk } from "../../src/ink/create-ink.js";
import { formatTable } from "../../src/present/table.js";

const word = fc.string({
  unit: fc.constantFrom("a", "b", "é", "価", "格", "👩‍🚀", "🇩🇪", "-"),
  minLength: 1,
  maxLength: 40,
});
const cell = fc.array(word, { maxLength: 12 }).map((words) => words.join(" "));
const { colors, show } = createInk();
const painted = fc.tuple(cell, fc.boolean()).map(([text, is]) => (is ? colors.green(text) : text));
const table = fc.integer({ min: 1, max: 6 }).chain((size) =>
  fc.array(fc.array(painted, { minLength: size, maxLength: size }), {
    minLength: 1,
    maxLength: 4,
  }),
);
const columns = fc.integer({ min: 40, max: 120 });

function letters(text: string): string {
  return stripVTControlCharacters(text).replaceAll(/\s/gu, "");
}

function widest(text: string): number {
  return Math.max(...text.split("\n").map((line) => stringWidth(show(line, false))));
}

describe("a table", () => {
  test.each([20, 40, 80, Number.POSITIVE_INFINITY])(
    "hides nothing of a cell behind a control in it, at %d columns",
    (width) => {
      const cell = `${"a word ".repeat(9)}\u001b]0;behind a title\u0007 \u001b[8mbehind a colour\u001b[0m \u009b2J\u0000 end`;
      const dense = (value: string) => value.replaceAll(/\s/gu, "");
      for (const written of [cell, colors.red(cell)]) {
        const text = show(formatTable({ rows: [["first", written]] }, width), false);
        expect(dense(text)).toContain(dense(show(cell, false)));
      }
    },
  );

  test("of any cells fits a terminal of 40 columns or more, and loses no character of theirs", () => {
    fc.assert(
      fc.property(table, columns, fc.boolean(), (rows, width, hasHead) => {
        const head = hasHead ? rows[0]?.map((_, column) => `HEAD ${column}`) : undefined;
        const text = formatTable({ head, rows }, width);
        expect(widest(text)).toBeLessThanOrEqual(width);
        const sorted = (value: string) => [...letters(value)].sort().join("");
        const all = rows.flat().join("");
        const told = sorted(text);
        for (const character of new Set(letters(all))) {
          const count = (value: string) => value.split(character).length;
          expect(count(told)).toBeGreaterThanOrEqual(count(sorted(all)));
        }
      }),
    );
  });

  test("is the same rows of whole cells where the output is no terminal", () => {
    fc.assert(
      fc.property(table, (rows) => {
        const lines = show(formatTable({ rows }, Number.POSITIVE_INFINITY), false).split("\n");
        expect(lines).toHaveLength(rows.length);
        for (const [index, row] of rows.entries()) {
          for (const each of row) expect(lines[index]).toContain(show(each, false));
        }
      }),
    );
  });

  const rows = [
    ["価格_v1", "active", "Prices in yen: 円 is written behind the number."],
    ["rocket_v12", "draft", "👩‍🚀"],
  ];
  const head = ["VERSION", "STATUS", "WHY"];

  test("aligns what is wider than its characters", () => {
    expect(formatTable({ head, rows }, 100)).toBe(
      [
        "VERSION     STATUS  WHY",
        "価格_v1     active  Prices in yen: 円 is written behind the number.",
        "rocket_v12  draft   👩‍🚀",
      ].join("\n"),
    );
  });

  test("wraps a text in its column where that leaves enough of it", () => {
    expect(formatTable({ head, rows }, 48)).toBe(
      [
        "VERSION     STATUS  WHY",
        "価格_v1     active  Prices in yen: 円 is written",
        "                    behind the number.",
        "rocket_v12  draft   👩‍🚀",
      ].join("\n"),
    );
  });

  test("stacks its rows where it does not", () => {
    expect(formatTable({ head, rows }, 30)).toBe(
      [
        "VERSION  価格_v1",
        "STATUS   active",
        "WHY      Prices in yen: 円 is",
        "         written behind the",
        "         number.",
        "",
        "VERSION  rocket_v12",
        "STATUS   draft",
        "WHY      👩‍🚀",
      ].join("\n"),
    );
  });
});
