import { rm } from "node:fs/promises";
import { expect, test } from "vitest";
import { cases } from "../datasets/cases.js";
import { maxWords } from "../evals/count/max-words.js";
import { evaluateNotes, notes } from "../fixtures/evaluate-notes.js";
import { scriptAnswer } from "../fixtures/scripted-run.js";
import { formatGate } from "../report/terminal/format-gate.js";
import { CallLimit } from "../runner/bounds/call-limit.js";
import { defineSuite } from "../suite/define-suite.js";
import { describeOthers } from "./keep-in-store.js";

const { notesOf, ask } = evaluateNotes();

const bad = { run: async () => scriptAnswer("one two three four") };
const compare = (fresh: boolean, changes: Parameters<typeof ask>[0] = {}) =>
  ask({ version: 2, fresh, ...changes });
const saved = () => notesOf.saved.at(-1)?.report as { readonly begun_anew?: number } | undefined;

test("a run that is stopped where it goes badly, and is begun anew, is told of in report and evidence", async () => {
  const stopped = await compare(true, { callLimit: new CallLimit(20) });
  expect(stopped.run).toMatchObject({ missing: 50 });
  // To go on is no beginning.
  const wentOn = await compare(false);
  expect(wentOn.run).not.toHaveProperty("begunAnew");
  expect(saved()).not.toHaveProperty("begun_anew");
  await compare(true, { callLimit: new CallLimit(20) });
  const third = await compare(true);
  expect(third.run).toMatchObject({ missing: 0, begunAnew: 2 });
  expect(saved()).toMatchObject({ begun_anew: 2 });
  if (third.kind !== "gate") throw new Error("It compares two versions.");
  expect(formatGate({ run: third.run, verdict: third.verdict, candidate: "note_v2" })).toContain(
    "note_v2: within 24 hours its answers were put aside 2 times for new ones (--fresh).",
  );
  const fourth = await compare(false);
  expect(fourth.run).toMatchObject({ begunAnew: 2, earlier: { candidate: { answers: 60 } } });
});

test("answers of a run that was not a fresh one are put aside by the first fresh one, too", async () => {
  await compare(false, { callLimit: new CallLimit(20) });
  expect((await compare(true)).run).toMatchObject({ begunAnew: 1 });
  // Of the version alone nothing is evidence, and another version's answers are others.
  expect((await ask({ version: 3, fresh: true })).run).not.toHaveProperty("begunAnew");
});

test("an eval that has another name begins the count of runs anew, and its report tells of the earlier runs", async () => {
  await ask({ version: 2 }, bad);
  await rm(notesOf.answersFolder, { recursive: true });
  const dataset = cases(
    "numbers",
    [...Array(60).keys()].map((at) => ({ id: `${at}`, context: {} })),
  );
  const renamed = defineSuite({
    family: "note",
    dataset,
    evals: [{ ...maxWords(3), name: "short" }],
  });
  const found = await ask({ version: 2 }, { suites: new Map([["note", renamed]]) });
  expect(notes.suiteHash).not.toBe(renamed.suiteHash);
  expect(found).toMatchObject({
    verdict: { verdict: "pass" },
    standing: { run: 1, others: { fail: 1 } },
  });
  if (found.kind !== "gate" || found.standing === null) throw new Error("It is evidence.");
  expect(describeOthers(found.standing)).toEqual([
    "The same content was compared with the same baseline before, on another dataset or with another suite: 1 fail. A changed dataset or suite is another comparison, whose runs are counted from 1.",
  ]);
  // Another content is another thing.
  expect(await ask({ version: 3 })).not.toHaveProperty("standing.others");
});
