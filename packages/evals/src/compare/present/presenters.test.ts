import { describe, expect, test } from "vitest";
import { maxWords } from "../../evals/count/max-words.js";
import { contains } from "../../evals/text/contains.js";
import { equals } from "../../evals/text/equals.js";
import {
  drawPairs,
  scriptFailedSide,
  scriptPair,
  scriptSide,
} from "../../fixtures/scripted-pairs.js";
import { plainStyle } from "../../report/terminal/report-style.js";
import { comparePairs } from "../compare-pairs.js";
import type { ComparedPair } from "../compared-pair.js";
import { comparisonReportSchema } from "./comparison-schema.js";
import { formatComparison } from "./format-comparison.js";
import { formatComparisonMarkdown } from "./format-comparison-markdown.js";
import { toComparisonReport } from "./to-comparison-report.js";

const drawn = drawPairs({ count: 150, seed: 4, passRates: [0.9, 0.6], latencyRatio: 0.7 });
const odd = [
  scriptPair("vendor of b", scriptSide("a lamp"), scriptFailedSide("overloaded", "vendor")),
  scriptPair("vendor of a", scriptFailedSide("timeout", "vendor"), scriptSide("a lamp")),
];

function compare(pairs: readonly ComparedPair[], examples = 3) {
  return comparePairs({
    family: "product_description",
    a: 2,
    b: 3,
    source: "shadow",
    pairs,
    suite: {
      family: "product_description",
      suiteHash: "sha256-0",
      evals: [maxWords(10), contains(["word7"]), equals()],
    },
    lost: {
      shed: 12,
      cut: 1,
      step: 0,
      paused: 0,
      budget: 0,
      late: 0,
      failed: null,
      unlogged: 2,
      unpaired: 0,
    },
    examples,
  });
}

describe("for a terminal", () => {
  test("tables, notes and examples say what was found and what was left out, in 100 columns", async () => {
    const shown = formatComparison({ comparison: await compare([...drawn, ...odd]) });
    for (const line of shown.split("\n")) expect([...line].length).toBeLessThanOrEqual(100);
    expect(shown).toMatch(/^product_description: v3 compared with v2 on 151 of 152 pairs/);
    expect(shown).toMatch(/│ pass rate +│ +\d+\.\d % │ +\d+\.\d % │ +-\d+\.\d \[-/);
    expect(shown).toMatch(/│ latency +│ +\d+ ms │ +\d+ ms │ -\d+\.\d % \[.*│ +better │/);
    for (const note of [
      "Left out because of v2: 1 timeout.",
      "No answer came from v3, which counts as 0: 1 overloaded.",
      "Without the failures of its vendor: pass rate -",
      "Shadow runs that left no pair: 1 cut, 12 shed, 2 unlogged.",
      "how many were lost: failed.",
      "equals judged 0 pairs; left out: 151 without ground truth.",
      "holds at 95 % however often you look",
      "Pairs that differ most (3)",
      "v3 fails max_words(10)",
    ]) {
      expect(shown.replace(/\n {4}/g, " ")).toContain(note);
    }
  });

  test("a narrow one gets blocks of lines", async () => {
    const comparison = await compare(drawn);
    const shown = formatComparison({
      comparison,
      style: { ...plainStyle, columns: 60 },
      examples: 0,
    });
    for (const line of shown.split("\n")) expect([...line].length).toBeLessThanOrEqual(60);
    expect(shown).not.toContain("Pairs that differ most");
  });

  test("no pairs are said to be none", async () => {
    const shown = formatComparison({ comparison: await compare([]) });
    expect(shown).toContain("on 0 pairs of shadow runs");
    expect(shown).toMatch(/│ success +│ +– │ +– │ +– │ too few pairs │/);
  });
});

describe("as Markdown", () => {
  test("what a model wrote ends no block, no cell and no line, and is no link", async () => {
    const hostile =
      "```\n# Title\n<img src=x onerror=alert(1)>\n````\n\u001b[31mred | [x](https://a.example)";
    const pairs = [
      ...drawn,
      scriptPair("| <b>id</b> `x` https://a.example", scriptSide("a"), scriptSide(hostile)),
      scriptPair("silent", scriptSide("a"), scriptFailedSide("overloaded", "vendor")),
    ];
    const shown = formatComparisonMarkdown(await compare(pairs, 200));
    expect(shown).toContain("`````text\n```\n# Title\n");
    expect(shown).toContain("\n````\n [31mred | [x](https://a.example)\n`````");
    expect(shown).toContain("**\\| \\<b\\>id\\</b\\> \\`x\\` https:/\u200B/a.example ·");
    expect(shown).toContain("(no text)");
    expect(shown).not.toContain("\u001b");
    const rows = shown.split("\n").filter((line) => line.startsWith("| "));
    const cells = new Set(rows.map((line) => line.split(/(?<!\\)\|/).length));
    expect([...cells].sort((left, right) => left - right)).toEqual([7, 10]);
  });
});

describe("as JSON", () => {
  test("the document fits its schema, has every figure, and survives the way through text", async () => {
    const comparison = await compare([...drawn, ...odd]);
    const report = toComparisonReport(comparison);
    const read = comparisonReportSchema.parse(JSON.parse(JSON.stringify(report)));
    expect(read).toEqual(report);
    expect(read).toMatchObject({ report: "comparison", a: 2, b: 3, given: 152, compared: 151 });
    expect(read.measures.map(({ name }) => name)).toEqual([
      "success_rate",
      "pass_rate",
      "score",
      "pass_rate: contains(word7)",
      "pass_rate: max_words(10)",
      "length",
      "latency",
      "input_tokens",
      "output_tokens",
      "cost",
    ]);
    const rate = read.measures.find(({ name }) => name === "pass_rate");
    expect(rate?.without_vendor_failures?.n).toBe(150);
    expect(rate?.a?.lower).toBeLessThan(rate?.a?.value ?? 0);
  });
});
