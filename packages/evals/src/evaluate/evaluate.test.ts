import { readdir } from "node:fs/promises";
import { PromptrailError } from "@promptrail/core";
import { expect, test, vi } from "vitest";
import { evaluateNotes, notes, toVersion } from "../fixtures/evaluate-notes.js";
import type { EvaluateRequest } from "./evaluate.js";

const { notesOf, keeper, ask } = evaluateNotes();

test("a candidate runs beside the active version, and the verdict is stored as evidence", async () => {
  const found = await ask({ version: 2 });
  expect(found).toMatchObject({
    kind: "gate",
    verdict: { verdict: "pass" },
    baseline: { version: 1 },
  });
  expect(notesOf.saved).toHaveLength(1);
  expect(notesOf.saved[0]).toMatchObject({
    family: "note",
    version: 2,
    baselineVersion: 1,
    verdict: "pass",
    actor: "ada",
    contentHash: "sha256-2",
    baselineHash: "sha256-1",
    suiteHash: notes.suiteHash,
  });
  expect(found).toMatchObject({ evidenceId: notesOf.saved[0]?.id });
  expect(notesOf.calls).toHaveLength(120);
  // A file for each version.
  expect(await readdir(notesOf.answersFolder)).toHaveLength(2);
});

test.each<[string, Partial<EvaluateRequest>]>([
  ["the active version", {}],
  ["a version that is the active one", { version: 1 }],
  ["a version that nothing is compared with", { version: 2, baseline: null }],
])("%s runs alone, and nothing is stored", async (_title, request) => {
  expect(await ask(request)).toMatchObject({ kind: "single", verdict: { verdict: "pass" } });
  expect(notesOf.calls).toHaveLength(60);
  expect(notesOf.saved).toEqual([]);
});

test("a run that was stopped stores nothing, and the next one goes on", async () => {
  const stop = new AbortController();
  const onProgress = () => stop.abort();
  const found = await ask({ version: 2, concurrency: 1, signal: stop.signal, onProgress });
  expect(found).toMatchObject({ evidenceId: null, verdict: { verdict: "inconclusive" } });
  expect(notesOf.saved).toEqual([]);
  await ask({ version: 2 });
  expect(notesOf.calls).toHaveLength(120);
  expect(new Set(notesOf.calls).size).toBe(120);
  expect(notesOf.saved[0]?.report).toMatchObject({
    earlier: { candidate: { cases: 1 }, baseline: { cases: 1 } },
  });
});

test("the active version's answers serve the next candidate for a day, then both are asked", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-30T12:00:00Z") });
  try {
    await ask({ version: 2 });
    notesOf.calls = [];
    vi.setSystemTime(new Date("2026-12-01T11:59:00Z"));
    const second = await ask({ version: 3 });
    expect(new Set(notesOf.calls.map((call) => call.split(" ")[0]))).toEqual(new Set(["note_v3"]));
    expect(second.run.earlier).toEqual({
      baseline: { cases: 60, answers: 60, oldestAt: new Date("2026-11-30T12:00:00Z") },
    });
    notesOf.calls = [];
    vi.setSystemTime(new Date("2026-12-01T12:01:00Z"));
    expect((await ask({ version: 4 })).run.earlier).toBeUndefined();
    expect(notesOf.calls).toHaveLength(120);
  } finally {
    vi.useRealTimers();
  }
});

test("two versions of the same content are asked for answers of their own, also when they go on", async () => {
  const run = {
    resolve: (_: string, version = 1) => ({ ...toVersion(version), contentHash: "same" }),
  };
  const stop = new AbortController();
  const onProgress = ({ done }: { readonly done: number }) => (done > 9 ? stop.abort() : undefined);
  await ask({ version: 2, signal: stop.signal, onProgress }, run);
  await ask({ version: 2 }, run);
  expect(notesOf.calls).toHaveLength(120);
  expect(new Set(notesOf.calls).size).toBe(120);
});

test("a fresh run asks for every case again", async () => {
  const stop = new AbortController();
  await ask({ version: 2, concurrency: 1, signal: stop.signal, onProgress: () => stop.abort() });
  notesOf.calls = [];
  await ask({ version: 2, fresh: true });
  expect(notesOf.calls).toHaveLength(120);
});

test("answers are kept where the store does not take the evidence, and nobody is asked again", async () => {
  const save = () =>
    Promise.reject(new PromptrailError("store_unavailable", "The store cannot be reached."));
  const evidence = keeper({ save });
  await expect(ask({ version: 2 }, { evidence })).rejects.toMatchObject({
    code: "store_unavailable",
    message: expect.stringMatching(
      /^note_v2 was compared with note_v1 \(verdict: pass\), but its evidence was not stored in production\. The store cannot be reached\. The answers are kept in .*promptrail-evaluate-.*: when/,
    ),
  });
  notesOf.calls = [];
  expect(await ask({ version: 2 })).toMatchObject({ kind: "gate" });
  expect(notesOf.calls).toEqual([]);
  expect(notesOf.saved).toHaveLength(1);
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
  expect(notesOf.calls).toEqual([]);
});

test("a comparison whose evidence nobody has keeps its answers, and the next one pays for none", async () => {
  expect(await ask({ version: 2 }, { evidence: null })).toMatchObject({ evidenceId: null });
  const kept: unknown[] = [];
  const found = await ask({ version: 2, onKept: (each) => kept.push(each) });
  expect(notesOf.calls).toHaveLength(120);
  const sides = ["candidate", "baseline"].map((side) => ({ side, kept: 60, total: 60 }));
  expect(kept).toEqual([{ kept: 60, total: 60, sides, freshSince: null }]);
  expect(found).toMatchObject({ evidenceId: notesOf.saved[0]?.id });
});

test("without a keeper of evidence there is none", async () => {
  expect(await ask({ version: 2 }, { evidence: null })).toMatchObject({ evidenceId: null });
});

test("a family without a suite is refused before anything runs", async () => {
  await expect(ask({ version: 2 }, { suites: new Map() })).rejects.toMatchObject({
    code: "request_invalid",
    message: expect.stringContaining('Family "note" has no suite'),
  });
  expect(notesOf.calls).toEqual([]);
});
