import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  findChromium,
  noChromiumReason,
} from "../../../../../tooling/test/browser/find-chromium.ts";
import { findAxeViolations, lookAtPage } from "../../../../../tooling/test/browser/look-at-page.ts";
import { openBrowser } from "../../../../../tooling/test/browser/open-browser.ts";
import { scriptLedgerReport } from "../fixtures/script-ledger.js";
import { scriptReport, scriptReportedRun } from "../fixtures/script-report.js";
import { formatEvalHtml } from "./format-eval-html.js";

const reason = findChromium() === null ? ` (skipped: ${noChromiumReason})` : "";

/** Long words without a place to break, and a wide input. */
const wide = "Donaudampfschifffahrtsgesellschaft".repeat(12);

describe.skipIf(reason !== "")(`a report in a browser${reason}`, () => {
  let folder: string;
  let file: string;
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "promptrail-page-"));
    file = join(folder, "report.html");
    const report = await scriptReport({
      count: 24,
      candidate: (at) => (at % 4 === 0 ? `The best ${wide}` : "You get it."),
      row: (at) => ({ id: `${wide}-${at}`, context: { wide }, tags: [`tag ${at % 3} ${wide}`] }),
    });
    const alone = await scriptReportedRun({ count: 24, baseline: null });
    const judged = await scriptLedgerReport({
      count: 24,
      row: (at) => ({ id: `${wide}-${at}`, context: { at } }),
      words: { sober: `Use no superlatives, ${wide}.` },
    });
    const runs = [...report.runs, alone, ...judged.runs];
    const hostile =
      "</p><script src='https://attacker.example/x.js'></script><img src='https://attacker.example/x.png'>";
    const failed = [{ family: "slogan", code: "dataset_invalid", reason: `Row ${wide} is none.` }];
    await writeFile(file, formatEvalHtml({ ...report, runs, problems: [hostile], failed }));
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test.each([360, 1280])(
    "is read without scripts, network and complaints at %i pixels",
    async (width) => {
      const page = await lookAtPage({ browser, file, width });
      expect(page).toMatchObject({ requests: [], complaints: [], overflow: 0 });
      expect(page.title).toMatch(/^Evals do not pass/);
      expect(page.text).toContain("attacker.example/x.js");
      // Each plot is there once of its two widths.
      expect(page.pictures).toEqual([
        "Difference of the mean score by slice",
        "Distribution of the scores",
        "Differences of the scores, case by case",
        "Pass rate by slice",
        "Distribution of the scores",
        "Difference of the mean score by slice",
        "Distribution of the scores",
        "Differences of the scores, case by case",
      ]);
      expect(page.text).toContain("What product_description_v3 drops and adds");
    },
  );

  test.each(["light", "dark"] as const)(
    "keeps the rules of accessibility in %s colours",
    async (colors) => {
      expect(await findAxeViolations({ browser, file, width: 360, colors })).toEqual([]);
    },
  );
});
