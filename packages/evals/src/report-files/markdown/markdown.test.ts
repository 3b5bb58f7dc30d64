import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { describe, expect, test } from "vitest";
import { randomRuns } from "../../../../../tooling/test/run/random-runs.ts";
import { hostileText } from "../fixtures/hostile-text.js";
import { hostileReport } from "../fixtures/script-hostile.js";
import { scriptLedgerReport } from "../fixtures/script-ledger.js";
import { scriptReport, scriptReportedRun } from "../fixtures/script-report.js";
import { fitBlocks } from "./fit-blocks.js";
import { formatEvalMarkdown } from "./format-eval-markdown.js";
import { escapeMarkdown, escapeSummary, toMarkdownBlock } from "./markdown-text.js";

/** A parser that is not ours, which takes HTML and makes links as GitHub does. */
const parser = new MarkdownIt({ html: true, linkify: true });
const marker = /<!--\s*promptrail:eval/gi;

interface Read {
  /** Of HTML and of Markdown, in their order. */
  readonly tags: readonly string[];
  /** Outside of code. */
  readonly text: string;
}

function readMarkdown(text: string): Read {
  const tokens = parser.parse(text, {}).flatMap((token) => [token, ...(token.children ?? [])]);
  const html = tokens.filter(({ type }) => type.startsWith("html_")).map(({ content }) => content);
  const marks = tokens
    .filter(({ nesting, tag }) => nesting === 1 && tag !== "")
    .map(({ tag }) => tag);
  const tags = html.flatMap((each) => [...each.matchAll(/<\/?([a-z]+)/gi)].map(([tag]) => tag));
  const shown = tokens.filter(({ type }) => type === "text").map(({ content }) => content);
  const summaries = html.flatMap((each) =>
    [...each.matchAll(/<summary>(.*?)<\/summary>/gs)].map(([, inner = ""]) => decode(inner)),
  );
  return { tags: [...marks, ...tags], text: [...shown, ...summaries].join("\n") };
}

function decode(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}

/** What GitHub and GitLab would make a mention or a reference of. */
const reference = /(?:^|[^\w`])(?:@|#|!|GH-|\$|&|%|~)(?=[a-z0-9])/im;

describe("text of others", () => {
  test("is one line without any mark, link, mention or reference", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const read = readMarkdown(`Why: ${escapeMarkdown(text)}`);
        expect(read.tags.filter((tag) => tag !== "p")).toEqual([]);
        expect(read.text).not.toMatch(reference);
      }),
      { numRuns: randomRuns({ usual: 150, long: 6000 }) },
    );
  });

  test("is one line of a summary, and of nothing else", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const shown = `<details>\n<summary>${escapeSummary(text)}</summary>\n\nbody\n\n</details>`;
        const read = readMarkdown(shown);
        expect(read.tags).toEqual(["p", "<details", "<summary", "</summary", "</details"]);
        expect(read.text).not.toMatch(reference);
      }),
      { numRuns: randomRuns({ usual: 150, long: 6000 }) },
    );
  });

  test("stays in its block", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const tokens = parser.parse(`before\n\n${toMarkdownBlock(text)}\n\nafter`, {});
        expect(tokens.map(({ type }) => type)).toEqual([
          ...["paragraph_open", "inline", "paragraph_close", "fence"],
          ...["paragraph_open", "inline", "paragraph_close"],
        ]);
      }),
      { numRuns: randomRuns({ usual: 150, long: 6000 }) },
    );
  });
});

describe("a report", () => {
  const allowed = /^(p|h[2-4]|ul|li|strong|em|table|thead|tbody|tr|th|td|<\/?(details|summary))$/;

  test("of hostile texts has our elements alone, one marker, and mentions nobody", async () => {
    await fc.assert(
      fc.asyncProperty(hostileReport, async (script) => {
        const text = formatEvalMarkdown(await script());
        expect(text.match(marker)).toHaveLength(1);
        expect(text).toMatch(/^<!-- promptrail:eval product_description -->\n/);
        const read = readMarkdown(text);
        for (const tag of read.tags) expect(tag).toMatch(allowed);
        const opened = read.tags.filter((tag) => tag === "<details").length;
        expect(read.tags.filter((tag) => tag === "</details")).toHaveLength(opened);
        expect(read.text).not.toMatch(reference);
      }),
      { numRuns: randomRuns({ usual: 12, long: 480 }) },
    );
  });

  test("has verdict, figures, slices, worst cases and what the prompt changed, and no input", async () => {
    const text = formatEvalMarkdown(await scriptReport());
    expect(text).toContain(
      "❌ **product\\_description\\_v3 against product\\_description\\_v2 (active)**: fails",
    );
    expect(text).toContain(
      "| pass rate (95 %) | 79.5 % \\[70.0, 86.7\\] | 100.0 % \\[95.8, 100.0\\] |",
    );
    expect(text).toContain(
      "| german | 21 | -12.7 points \\[-30.9 points, +8.2 points\\] | no harm shown (gate) |",
    );
    expect(text).toContain("+ Buy it today, or you will regret it.");
    expect(text).toContain("-Use no superlatives.");
    expect(text).not.toContain("currency: ");
    expect(text).not.toContain('"price"');
  });

  test("of many families is cut to what a comment holds, and says what was left out", async () => {
    const run = await scriptReportedRun({
      candidate: () => `best ${"很长的文字。".repeat(500)}`,
      baseline: () => "You get it.",
    });
    const report = await scriptReport();
    for (const count of [3, 200]) {
      const text = formatEvalMarkdown({ ...report, family: null, runs: Array(count).fill(run) });
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(65_000);
      expect(text).toMatch(
        /_Left out, because a comment holds 65,000 bytes: .*\d+ worst cases.* The HTML page/,
      );
      expect(text).toMatch(/^<!-- promptrail:eval \* -->\n/);
      expect(readMarkdown(text).tags.every((tag) => allowed.test(tag))).toBe(true);
    }
  });
});

test("blocks of a lower rank are kept first, and in their order", () => {
  const block = (rank: number, size: number) => ({
    text: String(rank).repeat(size),
    toText: () => String(rank).repeat(size),
    rank,
    name: `of ${rank}`,
  });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 400 }))),
      fc.integer({ min: 500, max: 2_000 }),
      (sizes, limit) => {
        const blocks = sizes.map(([rank, size]) => block(rank, size));
        const text = fitBlocks(blocks, limit, "See the page.");
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(limit);
        const kept = blocks.filter((each) => text.includes(each.text));
        if (kept.length === blocks.length) return;
        const left = [...text.matchAll(/(\d+) of (\d)/g)];
        expect(left.length).toBeGreaterThan(0);
        const highest = Math.min(...left.map(([, , rank]) => Number(rank)));
        for (const each of blocks) if (each.rank < highest) expect(text).toContain(each.text);
      },
    ),
  );
});

test("the ledger and where evals differ are tables, with what is wrong first", async () => {
  const text = formatEvalMarkdown(await scriptLedgerReport());
  expect(text).toContain("#### Instructions");
  expect(text).toContain("| 18 / 0 |");
  const at = (part: string) => text.indexOf(part);
  expect(at("drops: no\\_superlatives")).toBeGreaterThan(0);
  expect(at("drops: no\\_superlatives")).toBeLessThan(at("adds: speaks\\_to"));
  expect(text).toContain("#### Where a judge and another eval differ");
  expect(text).toContain("| 18 of 88 | 0 | 18 |");
  expect(text).toContain("  - … and 15 more");
});

test("a family whose run ended in an error stands in the head, also where nothing else was run", async () => {
  const failed = [{ family: "slogan", code: "dataset_invalid", reason: "Row 3 is <none>." }];
  const report = await scriptReport({ count: 5 });
  const text = formatEvalMarkdown({ ...report, runs: [], isGood: false, failed });
  expect(text).toContain(
    "- ❌ **slogan**: no verdict, because its run ended in an error: Row 3 is \\<none\\>. (dataset\\_invalid)",
  );
  expect(text).not.toContain("Nothing was run");
});
