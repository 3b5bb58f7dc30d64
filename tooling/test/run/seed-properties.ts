import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { isLong } from "./random-runs.ts";

/**
 * What property tests draw is the same in each run, so that a change is never refused for a case that it did not touch.
 * `PROMPTRAIL_SEED` takes another whole number; `npm run test:long` takes a new one each time, and a failure names it.
 */
const usualSeed = 20_261;

const chosen = process.env["PROMPTRAIL_SEED"];
const seed = chosen === undefined || chosen === "" ? usualSeed : Number(chosen);
const { testPath = "" } = expect.getState();

// Three of four test files draw nothing, and need not load what does.
if (!isLong && readFileSync(testPath, "utf8").includes("fast-check")) {
  const { default: fc } = await import("fast-check");
  fc.configureGlobal({ seed });
}
