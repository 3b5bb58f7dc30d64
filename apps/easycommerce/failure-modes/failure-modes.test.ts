import { text } from "node:stream/consumers";
import type { PromptVersion, Suite } from "@promptrail/core";
import { hashContent } from "@promptrail/core/lifecycle";
import { diffLedger, formatLedger, type LedgerFigures, readLedger } from "@promptrail/evals/ledger";
import { type EvalRun, judgeAlone, judgeModels, runEval, runModels } from "@promptrail/evals/run";
import { startSimulatedUpstreams } from "@promptrail/testing/upstreams";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { startCommand } from "../demo/run-command.ts";
import { runVersion } from "../suites/run-version.ts";
import { productBlurbV1 } from "./prompts/product-blurb.ts";
import { productListingV1 } from "./prompts/product-listing.ts";
import { productPageV1 } from "./prompts/product-page.ts";
import { productTeaserV1, productTeaserV2 } from "./prompts/product-teaser.ts";
import { productBlurbSuite } from "./suites/product-blurb-suite.ts";
import { productListingSuite } from "./suites/product-listing-suite.ts";
import { productPageSuite } from "./suites/product-page-suite.ts";
import { productTeaserLedger, productTeaserSuite } from "./suites/product-teaser-suite.ts";

const upstreams = await startSimulatedUpstreams();
const environment = {
  ANTHROPIC_API_KEY: "simulated",
  ANTHROPIC_BASE_URL: upstreams.anthropic.baseUrl,
  OPENAI_API_KEY: "simulated",
  OPENAI_BASE_URL: upstreams.openai.baseUrl,
};
const before = { ...process.env };
beforeAll(() => Object.assign(process.env, environment));
afterAll(async () => {
  process.env = before;
  await upstreams.close();
});

async function answer(prompt: PromptVersion) {
  const { default: config } = await import("./promptrail.config.ts");
  const provider = config.providers.find(({ id }) => id === prompt.content.provider);
  if (provider === undefined) throw new Error(`No provider for ${prompt.key}.`);
  return runVersion(prompt, provider);
}

const run = async (suite: Suite, prompt: PromptVersion): Promise<EvalRun> =>
  runEval({ suite, run: await answer(prompt) });

function onModel(prompt: PromptVersion, provider: string, model: string): PromptVersion {
  const content = { ...prompt.content, provider, model };
  return { ...prompt, content, contentHash: hashContent(content) };
}

async function compareModels(suite: Suite, prompts: readonly PromptVersion[]) {
  const runs = await Promise.all(prompts.map(answer));
  const names = prompts.map(({ content: { provider, model }, contentHash }) => {
    return { model: `${provider}/${model}`, contentHash };
  });
  const found = await runModels({ suite, runs, models: names.map(({ model }) => model) });
  return { run: found, frontier: judgeModels(found, suite, names) };
}

test("a model update is found by the same prompt on both snapshots, and the same snapshot twice is not", async () => {
  const update = onModel(productBlurbV1, "openai", "gpt-4.1-mini-2026-10-01");
  const { frontier } = await compareModels(productBlurbSuite, [productBlurbV1, update]);
  expect(frontier.points[1]?.verdict).toMatchObject({
    verdict: "no",
    quality: { stand: "worse" },
  });
  const alike = await compareModels(productBlurbSuite, [productBlurbV1, productBlurbV1]);
  expect(alike.frontier.points[1]?.verdict?.quality?.stand).toBe("not_worse");
});

test("a fault of one input shape is found in its slice, though the mean hides it", async () => {
  const found = await run(productListingSuite, productListingV1);
  const { verdict, floors } = judgeAlone(found, productListingSuite);
  expect(verdict).toBe("fail");
  expect(floors.map(({ slice = "all", stand }) => [slice, stand])).toEqual([
    ["all", "open"],
    ["script:latin", "kept"],
    ["script:han", "missed"],
  ]);
});

test("what a growing prompt cuts or hides is found, with how full the window was and where the case stood", async () => {
  const { results } = await run(productPageSuite, productPageV1);
  const passRate = (tag: string) => {
    const inside = results.filter(({ tags }) => tags.includes(tag));
    return inside.filter(({ trials }) => trials[0]?.passed === true).length / inside.length;
  };
  expect(["fill:25%", "fill:50%", "fill:75%", "fill:95%"].map(passRate)).toEqual([
    1,
    1,
    expect.closeTo(2 / 3, 2),
    0,
  ]);
  // In the middle of a crowded prompt lines are overlooked; at 95 % the answer itself is cut.
  expect(passRate("fill:75% before:50%")).toBe(0);
  expect(passRate("fill:75% before:0%")).toBe(1);
  const outcomes = (fill: string) =>
    new Set(
      results
        .filter(({ tags }) => tags.includes(fill))
        .flatMap(({ trials }) => trials.map(({ outcome }) => outcome)),
    );
  expect(outcomes("fill:95%")).toEqual(new Set(["truncated"]));
  expect(outcomes("fill:75%")).toEqual(new Set(["ok"]));
});

const { instructions } = productTeaserLedger;
const alpha = 0.05;
const conflicts = ({ pairs }: LedgerFigures) =>
  pairs
    .filter(({ isConflict }) => isConflict)
    .map(({ first, second, onlyFirst, onlySecond }) => [
      first,
      second,
      onlyFirst > onlySecond ? "first" : "second",
    ]);

test("instructions that exclude each other are found for two vendors, which settle them in different ways", async () => {
  const { run: found } = await compareModels(productTeaserSuite, [
    productTeaserV2,
    onModel(productTeaserV2, "openai", "gpt-4.1-mini"),
  ]);
  const [claude, openai] = [0, 1].map((at) =>
    readLedger({
      instructions,
      alpha,
      cases: found.results.map((result) => ({ ...result, trials: result.sides[at] ?? [] })),
    }),
  );
  if (claude === undefined || openai === undefined) throw new Error("A model is missing.");
  expect(conflicts(claude)).toEqual([["at_most_60_words", "at_least_90_words", "first"]]);
  expect(conflicts(openai)).toEqual([["at_most_60_words", "at_least_90_words", "second"]]);
});

test("a version without the conflict has none, and the ledger tells what the next one drops and adds", async () => {
  const suite = productTeaserSuite;
  const [old, next] = [await run(suite, productTeaserV1), await run(suite, productTeaserV2)];
  expect(conflicts(readLedger({ instructions, cases: old.results, alpha }))).toEqual([]);
  const change = diffLedger({
    instructions,
    alpha,
    candidate: productTeaserV2.content,
    baseline: productTeaserV1.content,
    results: next.results.map(({ trials, ...result }, at) => {
      return { ...result, candidate: trials, baseline: old.results[at]?.trials ?? [] };
    }),
  });
  const figures = readLedger({ instructions, cases: next.results, alpha });
  const shown = formatLedger({ sides: [{ title: productTeaserV2.key, figures }], change }).join(
    "\n",
  );
  expect(shown).toContain("product_teaser_v2 drops: no_superlatives (“No superlatives”)");
  expect(shown).toContain("product_teaser_v2 adds: at_least_90_words");
  expect(shown).toContain("Obeyed less often: no_superlatives");
  expect(shown).toContain("at_most_60_words and at_least_90_words exclude each other");
});

test("the command tells the same, on the suite of the example", async () => {
  const args = ["eval", "product_teaser", "--version", "2", "--json", "--fresh"];
  const config = ["--config", "failure-modes/promptrail.config.ts"];
  const child = startCommand([...args, ...config], environment);
  child.stderr.resume();
  const json = await text(child.stdout);
  const pair = z.object({ first: z.string(), second: z.string(), conflict: z.boolean() });
  const side = z.object({ title: z.string(), pairs: z.array(pair) });
  const named = z.array(z.object({ id: z.string() }));
  const change = z.object({ drops: named, adds: named });
  const report = z.object({ ledger: z.object({ sides: z.array(side), change }) });
  const [{ ledger }] = z.object({ reports: z.tuple([report]) }).parse(JSON.parse(json)).reports;
  expect(ledger.change).toMatchObject({
    drops: [{ id: "no_superlatives" }],
    adds: [{ id: "at_least_90_words" }],
  });
  expect(
    ledger.sides.map(({ title, pairs }) => [title, pairs.filter((each) => each.conflict).length]),
  ).toEqual([
    ["product_teaser_v2", 1],
    ["product_teaser_v1", 0],
  ]);
});
