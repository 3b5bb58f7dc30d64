import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Evidence, PromptrailError } from "@promptrail/core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { cases } from "../datasets/cases.js";
import { maxWords } from "../evals/max-words.js";
import { scriptAnswer } from "../fixtures/scripted-run.js";
import { defineSuite } from "../suite/define-suite.js";
import { type EvaluateRequest, evaluate } from "./evaluate.js";
import type { EvaluatedVersion, EvaluatePorts } from "./evaluate-ports.js";

const list = Array.from({ length: 60 }, (_, index) => ({
  id: `case-${index}`,
  context: { index },
}));
const suite = defineSuite({
  family: "note",
  dataset: cases("numbers", list),
  evals: [maxWords(3)],
});

let journalFolder: string;
let saved: Evidence[];
let calls: string[];
beforeEach(async () => {
  journalFolder = await mkdtemp(join(tmpdir(), "promptrail-evaluate-"));
  saved = [];
  calls = [];
});
afterEach(() => rm(journalFolder, { recursive: true, force: true }));

const toVersion = (version: number): EvaluatedVersion => {
  return { family: "note", version, key: `note_v${version}`, contentHash: `sha256-${version}` };
};

function portsOf(changes: Partial<EvaluatePorts<EvaluatedVersion>> = {}) {
  const ports: EvaluatePorts<EvaluatedVersion> = {
    resolve: (_, version = 1) => toVersion(version),
    run: async ({ key }, { id }) => {
      calls.push(`${key} ${id}`);
      return scriptAnswer("one two");
    },
    suites: new Map([[suite.family, suite]]),
    evidence: { environment: "production", save: async (evidence) => void saved.push(evidence) },
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
  const evidence = { environment: "production", save };
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
