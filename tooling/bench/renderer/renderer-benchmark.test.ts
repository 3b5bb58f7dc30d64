import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { runBenchmark } from "../run-benchmark.ts";
import { createProductContext } from "./product-context.ts";
import { readProductTemplate } from "./product-template.ts";
import { createRendererBenchmark } from "./renderer-benchmark.ts";
import { requireSameText } from "./require-same-text.ts";
import { compileStock } from "./stock-nunjucks.ts";
import { writeByHand } from "./write-by-hand.ts";

const benchmark = createRendererBenchmark({ milliseconds: 2, runs: 5, processRuns: 3 });

test("the renderer keeps its promises of speed with five times their slack", async () => {
  const { ratios } = await runBenchmark(benchmark);
  const bounded = ratios.filter(({ bound }) => bound !== null);
  expect(bounded.map(({ bound }) => bound)).toEqual([1, 1, 1, 1, 3, 2]);
  for (const { what, value, bound } of bounded) {
    expect(value, what).toBeGreaterThan(0);
    expect(value, what).toBeLessThanOrEqual(5 * (bound ?? 0));
  }
});

test("the template literal gives the ratios a scale, and has no bound of its own", async () => {
  const { comparisons } = await benchmark.prepare();
  const unbounded = comparisons.filter(({ bound }) => bound === null);
  expect(unbounded.map(({ what }) => what)).toEqual([
    "for orientation, a template literal with 5 attributes against stock nunjucks",
    "for orientation, a template literal with 50 attributes against stock nunjucks",
    "a cached render with 5 attributes against a template literal (goal: 1.5)",
    "a cached render with 50 attributes against a template literal (goal: 1.5)",
  ]);
});

test("the text written by hand is the one that stock nunjucks renders", () => {
  const stock = compileStock(readProductTemplate());
  for (const size of [0, 1, 50]) {
    const context = createProductContext(size);
    expect(writeByHand(context)).toBe(stock.render(context));
  }
});

test("refuses to compare engines that print different texts", () => {
  expect(() => requireSameText("$12.50", "$12.5")).toThrow("The engines print different texts");
});

test("importing the renderer loads no schema library, no loaders and no node:util", async () => {
  const script = fileURLToPath(new URL("./list-loaded-modules.ts", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script]);
  // Each of them costs a fresh process more time than compiling its templates.
  const heavy = ["/zod/", "/nunjucks/src/environment.js", "/nunjucks/src/node-loaders.js"];
  for (const part of heavy) expect(stdout).not.toContain(part);
  expect(stdout).not.toContain('"node:util"');
  expect(stdout).toContain("/nunjucks/src/compiler.js");
});
