import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Evidence, memory, PromptrailError, ProviderError } from "@promptrail/core";
import type { EvidenceStore } from "@promptrail/core/lifecycle";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { randomRuns } from "../../../../tooling/test/run/random-runs.ts";
import { cases } from "../datasets/cases.js";
import { maxWords } from "../evals/count/max-words.js";
import { scriptAnswer } from "../fixtures/scripted-run.js";
import { CostLimit } from "../runner/bounds/cost-limit.js";
import { defineSuite } from "../suite/define-suite.js";
import { type EvaluateRequest, evaluate } from "./evaluate.js";
import type { EvaluatedVersion, EvaluatePorts, EvidenceKeeper } from "./evaluate-ports.js";
import { keepInStore } from "./keep-in-store.js";

const list = Array.from({ length: 60 }, (_, index) => ({
  id: `case-${index}`,
  context: { index },
  tags: [index % 2 === 0 ? "even" : "odd", "all"],
}));
const suite = defineSuite({
  family: "note",
  dataset: cases("numbers", list),
  evals: [maxWords(3)],
});

let journalFolder: string;
let saved: Evidence[];
let store: EvidenceStore;
let calls: string[];
beforeEach(async () => {
  journalFolder = await mkdtemp(join(tmpdir(), "promptrail-evaluate-"));
  saved = [];
  store = (await memory().open({ environment: "production", projectFolder: "." })).evidence;
  calls = [];
});
afterEach(() => rm(journalFolder, { recursive: true, force: true }));

/** A store in memory, which tells the test what is saved. */
function openKeeper(): Pick<EvidenceStore, "find" | "save" | "requireWritable"> {
  return {
    ...store,
    save: async (evidence) => {
      const kept = await store.save(evidence);
      saved.push(kept);
      return kept;
    },
  };
}

const toVersion = (version: number): EvaluatedVersion => {
  return { family: "note", version, key: `note_v${version}`, contentHash: `sha256-${version}` };
};

const keeper = (changes: Partial<EvidenceKeeper>): EvidenceKeeper => {
  const store = openKeeper();
  return { ...keepInStore("production", store), ...changes };
};

function portsOf(changes: Partial<EvaluatePorts<EvaluatedVersion>> = {}) {
  const ports: EvaluatePorts<EvaluatedVersion> = {
    resolve: (_, version = 1) => toVersion(version),
    run: async ({ key }, { id }) => {
      calls.push(`${key} ${id}`);
      return scriptAnswer("one two");
    },
    suites: new Map([[suite.family, suite]]),
    isPriced: () => true,
    evidence: keepInStore("production", openKeeper()),
  };
  return { ...ports, ...changes };
}

function ask(
  request: Partial<EvaluateRequest>,
  changes?: Partial<EvaluatePorts<EvaluatedVersion>>,
) {
  return evaluate(portsOf(changes), { family: "note", actor: "ada", journalFolder, ...request });
}

test("a candidate runs beside the active version, and the verdict is stored as evidence", async () => {
  const found = await ask({ version: 2 });
  expect(found).toMatchObject({
    kind: "gate",
    verdict: { verdict: "pass" },
    baseline: { version: 1 },
  });
  expect(saved).toHaveLength(1);
  expect(saved[0]).toMatchObject({
    family: "note",
    version: 2,
    baselineVersion: 1,
    verdict: "pass",
    actor: "ada",
    contentHash: "sha256-2",
    baselineHash: "sha256-1",
    suiteHash: suite.suiteHash,
  });
  expect(found).toMatchObject({ evidenceId: saved[0]?.id });
  expect(calls).toHaveLength(120);
  expect(await readdir(journalFolder)).toEqual([]);
});

test.each<[string, Partial<EvaluateRequest>]>([
  ["the active version", {}],
  ["a version that is the active one", { version: 1 }],
  ["a version that nothing is compared with", { version: 2, baseline: null }],
])("%s runs alone, and nothing is stored", async (_title, request) => {
  expect(await ask(request)).toMatchObject({ kind: "single", verdict: { verdict: "pass" } });
  expect(calls).toHaveLength(60);
  expect(saved).toEqual([]);
});

test("a run that was stopped stores nothing, and the next one goes on", async () => {
  const stop = new AbortController();
  const onProgress = () => stop.abort();
  const found = await ask({ version: 2, concurrency: 1, signal: stop.signal, onProgress });
  expect(found).toMatchObject({ evidenceId: null, verdict: { verdict: "inconclusive" } });
  expect(saved).toEqual([]);
  expect(await readdir(journalFolder)).toHaveLength(1);
  await ask({ version: 2 });
  expect(calls).toHaveLength(120);
  expect(new Set(calls).size).toBe(120);
  expect(saved[0]?.report).toMatchObject({ earlier: { cases: 1 } });
});

test("a fresh run asks for every case again", async () => {
  const stop = new AbortController();
  await ask({ version: 2, concurrency: 1, signal: stop.signal, onProgress: () => stop.abort() });
  calls = [];
  await ask({ version: 2, fresh: true });
  expect(calls).toHaveLength(120);
});

test("answers are kept where the store does not take the evidence, and nobody is asked again", async () => {
  const save = () =>
    Promise.reject(new PromptrailError("store_unavailable", "The store cannot be reached."));
  const evidence = keeper({ save });
  await expect(ask({ version: 2 }, { evidence })).rejects.toMatchObject({
    code: "store_unavailable",
    message: expect.stringMatching(
      /^note_v2 was compared with note_v1 \(verdict: pass\), but its evidence was not stored in production\. The store cannot be reached\. The answers are saved in .*\.jsonl: when/,
    ),
  });
  calls = [];
  expect(await ask({ version: 2 })).toMatchObject({ kind: "gate" });
  expect(calls).toEqual([]);
  expect(saved).toHaveLength(1);
});

test("nobody is asked where the evidence could not be saved", async () => {
  const requireWritable = () =>
    Promise.reject(new PromptrailError("store_unavailable", "The user lacks a privilege."));
  await expect(
    ask({ version: 2 }, { evidence: keeper({ requireWritable }) }),
  ).rejects.toMatchObject({
    code: "store_unavailable",
    message:
      "Evidence could not be saved in production: The user lacks a privilege. Nothing was run, and no vendor was called.",
  });
  expect(calls).toEqual([]);
});

test("a comparison whose evidence nobody has keeps its answers, and the next one pays for none", async () => {
  expect(await ask({ version: 2 }, { evidence: null })).toMatchObject({ evidenceId: null });
  expect(await readdir(journalFolder)).toHaveLength(1);
  const kept: unknown[] = [];
  const found = await ask({ version: 2, onKept: (each) => kept.push(each) });
  expect(calls).toHaveLength(120);
  expect(kept).toEqual([{ kept: 60, total: 60 }]);
  expect(found).toMatchObject({ evidenceId: saved[0]?.id });
  expect(await readdir(journalFolder)).toEqual([]);
});

test.each<[string, NonNullable<EvaluateRequest["select"]>, readonly string[]]>([
  ["cases by their names", { ids: ["case-3", "case-7"] }, ["case-3", "case-7"]],
  ["cases by a tag", { tags: ["odd"], limit: 2 }, ["case-1", "case-3"]],
  ["the first cases", { limit: 2 }, ["case-0", "case-1"]],
])("%s give no verdict and no evidence", async (_title, select, ids) => {
  const found = await ask({ version: 2, select });
  expect(found).toMatchObject({
    evidenceId: null,
    verdict: {
      verdict: "inconclusive",
      reasons: [
        `Only ${ids.length} of 60 cases were run, and a part of the cases gives no verdict.`,
      ],
    },
    run: { missing: 60 - ids.length, selected: ids.length },
  });
  expect(found.run.results.map(({ id }) => id)).toEqual(ids);
  expect(saved).toEqual([]);
});

test("a name that the dataset does not have is refused with what it has, before anybody is asked", async () => {
  await expect(ask({ select: { ids: ["cose-3"] } })).rejects.toMatchObject({
    code: "request_invalid",
    message: expect.stringMatching(
      /^Dataset "numbers" has no case "cose-3"\. Did you mean "case-\d+"\? It has: "case-0", .* and 55 more\. Nothing was run\.$/,
    ),
  });
  await expect(ask({ select: { tags: ["old"] } })).rejects.toThrow(
    'no case with the tag "old". Did you mean "odd"?',
  );
  expect(calls).toEqual([]);
});

test.each(["auth", "quota"] as const)("a run ends at the first failure by %s", async (kind) => {
  const run = async () => {
    calls.push("asked");
    throw new ProviderError({ kind, provider: "fake", reason: "Check the key." });
  };
  const found = await ask({ concurrency: 4 }, { run });
  expect(calls).toHaveLength(4);
  expect(found).toMatchObject({
    run: { missing: 56, stop: { reason: "refused", kind } },
    verdict: { verdict: "inconclusive" },
  });
  expect(found.verdict.reasons[0]).toMatch(
    new RegExp(
      `^The run was stopped at the first failure \\(${kind}\\), since every other call would fail in the same way: 56 of 60 cases have no result\\. Provider "fake" failed`,
    ),
  );
});

describe("a limit of cost", () => {
  test("ends a run before it would be passed, whatever runs at once, and keeps what came", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 150 }),
        fc.integer({ min: 1, max: 9 }),
        async (answers, concurrency) => {
          calls = [];
          // An answer costs a tenth of a cent, and a pair two of them.
          const costLimit = new CostLimit((answers + 0.5) / 1_000);
          const found = await ask({ version: 2, fresh: true, concurrency, costLimit });
          const pairs = Math.min(60, Math.max(1, Math.floor(answers / 2)));
          expect(calls).toHaveLength(2 * pairs);
          const stop = { reason: "cost", limit: costLimit.limit };
          expect(found.run.stop).toEqual(
            pairs < 60 ? { ...stop, spent: expect.closeTo(pairs / 500) } : undefined,
          );
        },
      ),
      { numRuns: randomRuns({ usual: 20, long: 500 }) },
    );
  });

  test("is one for several runs, and does not count what earlier runs paid", async () => {
    const costLimit = new CostLimit(0.0605);
    await ask({ version: 2, costLimit });
    expect(calls).toHaveLength(60);
    expect((await ask({ version: 2, costLimit })).run).toMatchObject({
      stop: { reason: "cost" },
      earlier: { cases: 30 },
    });
    expect(calls).toHaveLength(60);
    await ask({ version: 2, costLimit: new CostLimit(1) });
    expect(calls).toHaveLength(120);
  });

  test("ends a run whose vendor does not say what was used", async () => {
    const run = async () => scriptAnswer("one", { cost: null });
    const found = await ask({ concurrency: 4, costLimit: new CostLimit(1) }, { run });
    expect(found.run).toMatchObject({ missing: 59, stop: { reason: "unknown_cost", limit: 1 } });
  });

  test("is refused for a model whose prices nobody knows", async () => {
    const isPriced = ({ version }: EvaluatedVersion) => version === 1;
    const asked = ask({ version: 2, costLimit: new CostLimit(1) }, { isPriced });
    await expect(asked).rejects.toThrow(/^What note_v2 costs cannot be told/);
    expect(calls).toEqual([]);
  });
});

test("without a keeper of evidence there is none", async () => {
  expect(await ask({ version: 2 }, { evidence: null })).toMatchObject({ evidenceId: null });
});

test("a family without a suite is refused before anything runs", async () => {
  await expect(ask({ version: 2 }, { suites: new Map() })).rejects.toMatchObject({
    code: "request_invalid",
    message: expect.stringContaining('Family "note" has no suite'),
  });
  expect(calls).toEqual([]);
});
