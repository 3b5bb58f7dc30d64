import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { randomRuns } from "../../../../tooling/test/run/random-runs.ts";
import { fuzzDocument } from "../../src/documents/fuzz-document.js";
import { type CliProject, createCliProject } from "../cli-project.js";
import type { LedgerUpstream } from "../workers/ledger-upstream.js";
import { receiptsConfig, startReceipts } from "./receipts.js";

const seeds = Array.from({ length: randomRuns({ usual: 1, long: 20 }) }, (_, at) => at + 1);

let upstream: LedgerUpstream;
let project: CliProject;
beforeAll(async () => {
  upstream = await startReceipts(77);
  project = await createCliProject({
    OPENAI_API_KEY: "simulated",
    OPENAI_BASE_URL: upstream.baseUrl,
  });
  await project.write("promptrail.config.ts", receiptsConfig);
});
afterAll(async () => {
  await project.remove();
  await upstream.close();
});

async function fuzzReceipts(version: number, seed: number, ...flags: readonly string[]) {
  const run = await project.run(
    ...["fuzz", "receipt", "--version", `${version}`, "--seed", `${seed}`, "--budget", "2usd"],
    ...["--inputs", "40", "--fresh", "--json", ...flags],
  );
  return { exitCode: run.exitCode, report: fuzzDocument.parse(JSON.parse(run.out)) };
}

describe.each(seeds)("fuzz with seed %i", (seed) => {
  test.each([
    ["ignores currencies but dollars", 1, "currency_changed", "order.currency"],
    ["obeys a text", 2, "instructions_injected", "order.note"],
  ])(
    "finds that a version %s, and the one field that shows it",
    async (_, version, relation, path) => {
      const { exitCode, report } = await fuzzReceipts(version, seed);
      expect(report).toMatchObject({
        verdict: "found",
        counterexamples: [{ relation, fields: [{ path }], shrunk: true }],
      });
      expect(exitCode).toBe(1);
    },
  );

  test("finds nothing in a version without a fault, whatever slips", async () => {
    const { exitCode, report } = await fuzzReceipts(3, seed);
    expect(report).toMatchObject({ verdict: "nothing", counterexamples: [], stop: null });
    expect(exitCode).toBe(0);
  });
});

describe("what is found", () => {
  test("is shown with its one field, and appended to a dataset without a change of what it has", async () => {
    const there = '{"id":"order-9","context":{}}';
    await project.write("data/orders.jsonl", there);
    const flags = ["--seed", "1", "--max-calls", "400", "--inputs", "20"];
    const write = ["--write", "data/orders.jsonl"];
    const { exitCode, out } = await project.run("fuzz", "receipt", ...flags, ...write);
    expect(exitCode).toBe(1);
    expect(out).toContain("✗ currency_changed: the currency is another one: order.currency");
    expect(out).toMatch(/1 counterexample of receipt_v1\n/);
    expect(out).toContain("--seed 1");
    const lines = (await readFile(join(project.folder, "data/orders.jsonl"), "utf8")).split("\n");
    expect(lines).toEqual([there, expect.any(String), ""]);
    expect(JSON.parse(lines[1] ?? "")).toMatchObject({
      id: expect.stringMatching(/^fuzz-currency_changed-/),
      context: { order: { features: [], note: "" } },
      tags: ["fuzz", "fuzz:currency_changed", "fuzz:receipt_v1"],
    });
    upstream.reset();
    const again = await project.run("fuzz", "receipt", ...flags, ...write);
    expect(again.out).toContain("data/orders.jsonl has already: fuzz-currency_changed-");
    expect(upstream.count()).toBe(0);
  });

  test("is kept where Ctrl-C stops the run, which the same seed goes on from there", async () => {
    const words = [
      "fuzz",
      "receipt",
      "--seed",
      "3",
      "--inputs",
      "200",
      "--budget",
      "$1",
      "--fresh",
    ];
    const running = project.start(...words);
    await running.waitFor(/1 found/);
    running.signal("SIGINT");
    const { exitCode, out } = await running.ended;
    expect(exitCode).toBe(1);
    expect(out).toContain("✗ currency_changed");
    expect(out).toMatch(/answers asked for.* · --seed 3/);
    expect(out).toContain("run it again with --seed 3 and without --fresh to go on.");
    const paid = Number(/([\d,]+) answers asked for/.exec(out)?.[1]?.replace(",", ""));
    // Nothing of it is asked for again: the first answer that is not kept ends the next run.
    upstream.reset();
    const flags = ["--seed", "3", "--inputs", "200", "--max-calls", "1", "--json"];
    const next = fuzzDocument.parse(
      JSON.parse((await project.run("fuzz", "receipt", ...flags)).out),
    );
    expect(next.spending.kept).toBeGreaterThanOrEqual(0.9 * paid);
    expect(upstream.count()).toBeLessThanOrEqual(1);
  });
});

test("a file that cannot be written is told before anything is asked", async () => {
  await project.write("taken.jsonl/file", "");
  upstream.reset();
  const run = await project.run("fuzz", "receipt", "--write", "taken.jsonl");
  expect(run.exitCode).toBe(2);
  expect(run.err).toContain('"taken.jsonl" is not a file');
  expect(upstream.count()).toBe(0);
});

describe("a run that cannot decide", () => {
  test("says so, and exits 1", async () => {
    const words = ["fuzz", "receipt", "--version", "3", "--max-calls", "30", "--fresh"];
    const { exitCode, out } = await project.run(...words);
    expect(exitCode).toBe(1);
    expect(out).toContain("! Inconclusive for receipt_v3");
    expect(out).toContain("The run ended before each relation had its 60 inputs");
  });

  test.each([
    [["--budget", "much"], /--budget must be an amount of US dollars/],
    [["--seed", "-1"], /--seed must be a whole number/],
    [["--write", "orders.txt"], /must end with \.jsonl, \.yaml or \.csv/],
  ])("refuses %j", async (flags, message) => {
    const { exitCode, err, out } = await project.run("fuzz", "receipt", ...flags);
    expect({ exitCode, told: out + err }).toEqual({
      exitCode: 2,
      told: expect.stringMatching(message),
    });
  });
});
