import { createHash } from "node:crypto";
import { DOMParser, type Element, onErrorStopParsing } from "@xmldom/xmldom";
import fc from "fast-check";
import { expect, test } from "vitest";
import { randomRuns } from "../../../../../tooling/test/run/random-runs.ts";
import { hostileReport } from "../fixtures/script-hostile.js";
import { scriptLedgerReport } from "../fixtures/script-ledger.js";
import { scriptReport, scriptReportedRun } from "../fixtures/script-report.js";
import { formatEvalHtml } from "./format-eval-html.js";

/** The page is written so that an XML parser, which is stricter, reads it. */
function readPage(page: string): Element {
  const { documentElement } = new DOMParser({ onError: onErrorStopParsing }).parseFromString(
    page,
    "text/xml",
  );
  if (documentElement === null) throw new TypeError("There is no element.");
  return documentElement;
}

const known =
  /^(html|head|meta|title|style|body|a|div|header|p|h[1-4]|time|nav|ol|ul|li|main|article|section|span|dl|dt|dd|table|caption|thead|tbody|tr|th|td|figure|figcaption|details|summary|pre|b|ins|del|code|svg|desc|g|line|text|rect|circle|path)$/;

/** Of all elements at once: there are thousands, and each expectation takes its time. */
function expectHarmless(page: Element): void {
  const elements = [...page.getElementsByTagName("*")];
  const attributes = elements.flatMap((element) => [...element.attributes]);
  const named = (name: string) =>
    attributes.filter((each) => each.name === name).map(({ value }) => value);
  const active = /^(on|style$|src|srcset$|action$|xlink)/;
  expect(elements.map(({ tagName }) => tagName).filter((tag) => !known.test(tag))).toEqual([]);
  expect(attributes.map(({ name }) => name).filter((name) => active.test(name))).toEqual([]);
  const ids = named("id");
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.map((id) => `#${id}`)).toEqual(expect.arrayContaining(named("href")));
}

test("the page has a policy that allows its one style sheet alone, and nothing in it asks for more", async () => {
  const report = await scriptReport();
  const alone = await scriptReportedRun({ baseline: null });
  const page = readPage(formatEvalHtml({ ...report, runs: [...report.runs, alone] }));
  expectHarmless(page);
  const styles = page.getElementsByTagName("style");
  expect(styles).toHaveLength(1);
  const hash = createHash("sha256")
    .update(styles[0]?.textContent ?? "")
    .digest("base64");
  expect(page.getElementsByTagName("meta")[1]?.getAttribute("content")).toBe(
    `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
  );
  expect(styles[0]?.textContent).not.toMatch(/@import|url\(/);
  expect(page.getElementsByTagName("article")).toHaveLength(2);
  expect(page.getElementsByTagName("svg")).toHaveLength(2 * (3 + 2));
});

test("the worst cases are first, each with its input, what was expected and both answers", async () => {
  const page = formatEvalHtml(
    await scriptReport({
      count: 12,
      candidate: (at) => {
        if (at === 7) throw new Error("The vendor was away.");
        return at === 3 ? "The best you get." : "You get it.";
      },
      baseline: () => "You get it.",
    }),
  );
  const cases = [...page.matchAll(/<summary><b>([^<]*)<\/b><span>([^<]*)/g)].map(
    ([, id, score]) => [id, score],
  );
  expect(cases).toEqual([
    ["tea-kettle-7", "no result"],
    ["tea-kettle-3", "score 0.667, 1.000 before (-33.3 points)"],
  ]);
  expect(page).toMatch(/<del>You get it<\/del>\..*<ins>The best you get<\/ins>\./s);
  expect(page).toContain("&quot;currency&quot;: &quot;EUR&quot;");
});

test("at most 200 cases are shown whole, and the page says so", async () => {
  const page = formatEvalHtml(
    await scriptReport({ count: 230, candidate: () => "best", baseline: null }),
  );
  expect(page.match(/<details><summary><b>/g)).toHaveLength(200);
  expect(page).toContain("230 of 230 cases did not pass");
  expect(page).toContain("The first 200 are here");
});

test("the ledger has its table, what the version drops and adds, and what is obeyed less often", async () => {
  const page = formatEvalHtml(await scriptLedgerReport());
  expectHarmless(readPage(page));
  expect(page).toContain("<h3>Instructions</h3>");
  expect(page).toContain('<span class="removed">− no_superlatives: Use no superlatives.</span>');
  expect(page).toContain(
    '<span class="added">+ speaks_to_the_reader: Speak to the reader as you.</span>',
  );
  expect(page).toContain("Obeyed less often: at_most_30_words, lost on 18 and gained on 0 of 88");
  expect(page).toContain("Pairs of instructions in the answers of product_description_v2");
  expect(formatEvalHtml(await scriptReport({ count: 5 }))).not.toContain("<h3>Instructions</h3>");
});

test("where a judge and another eval differ stands with both reasons, for both versions", async () => {
  const page = formatEvalHtml(await scriptLedgerReport());
  expect(page).toContain("<b>speaks_to_the_reader passes, no_superlatives fails</b>");
  expect(page).toContain("<span>18 answers of product_description_v3</span>");
  expect(page).toContain("<td>18\u00A0of\u00A088</td><td>0</td><td>18</td>");
  expect(page).toContain("<td>product_description_v2</td><td>0\u00A0of\u00A088</td>");
  const many = formatEvalHtml(
    await scriptLedgerReport({ count: 60, candidate: () => "You get the best." }),
  );
  expect(many).toContain("… and 10 more: promptrail eval --json has them.");
});

test("a family whose run ended in an error is a row of the summary", async () => {
  const failed = [{ family: "slogan", code: "dataset_invalid", reason: "Row 3 is <none>." }];
  const report = await scriptReport({ count: 5 });
  const page = formatEvalHtml({ ...report, failed });
  expect(page).toMatch(
    /<th scope="row">slogan<\/th>.*Error<\/span>.*Row 3 is &lt;none&gt;\. \(dataset_invalid\)/,
  );
  expect(formatEvalHtml({ ...report, runs: [], failed })).not.toContain("Nothing was run");
});

test("whatever models and datasets write, it stays text", async () => {
  await fc.assert(
    fc.asyncProperty(hostileReport, async (script) => {
      expectHarmless(readPage(formatEvalHtml(await script())));
    }),
    { numRuns: randomRuns({ usual: 10, long: 400 }) },
  );
});
