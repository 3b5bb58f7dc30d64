import type { EvidenceRun, ScoredAnswer, ScoredCase } from "@promptrail/core/lifecycle";
import { outcomes } from "@promptrail/core/portable";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { randomRuns } from "../../../../tooling/test/run/random-runs.ts";
import {
  hashOf,
  openPlace,
  ranAt,
  runScripted,
  type Scripted,
  suite,
  toFile,
} from "../fixtures/evidence-place.js";
import { judge } from "../gate/judge.js";
import { toGateReport } from "../report/json/to-gate-report.js";
import { bringEvidence } from "./bring-evidence.js";
import { toPairedRun } from "./to-paired-run.js";

const family = suite.family;
const now = () => new Date("2026-05-06T08:00:00.000Z");

let place: Awaited<ReturnType<typeof openPlace>>;
beforeEach(async () => {
  place = await openPlace();
});

const bring = (run: EvidenceRun, actor = "key:ci") => bringEvidence(place, { run, actor, now });
const listSaved = () => place.store.evidence.list({ family, limit: 10 });
const good = await runScripted(() => ({ grade: 1 }));
const worse = await runScripted((side) => ({ grade: side === "candidate" ? 0 : 1 }));

describe("evidence that is brought", () => {
  test("is stored under who brought it, with who ran it, and judged again", async () => {
    const report = await bring(toFile(good));
    expect(report).toMatchObject({
      outcome: "stored",
      candidate: "greeting_v2",
      baseline: "greeting_v1",
      verdict: "pass",
      actor: "key:ci",
      evidenceId: expect.stringMatching(/^run-[0-9a-f]{32}$/),
    });
    const [saved] = await listSaved();
    expect(saved).toMatchObject({
      id: report.evidenceId,
      actor: "key:ci",
      ran: { by: "ada", at: ranAt.toISOString() },
      createdAt: now(),
      contentHash: hashOf(2),
      baselineHash: hashOf(1),
      report: toGateReport(good, judge(good, suite)),
    });
  });

  test("promotes, and the decision names who brought it", async () => {
    const { evidenceId } = await bring(toFile(good));
    const { status } = place.store;
    const key = { family, contentHash: hashOf(2), suiteHash: suite.suiteHash };
    const { decision } = await status.decide({
      kind: "promote",
      family,
      toVersion: 2,
      actor: "bob",
      source: "cli",
      reason: "Better.",
      fromVersion: null,
      expectedRevision: null,
      idempotencyKey: null,
      ground: { kind: "evidence", key: { ...key, datasetHash: await suite.hashDataset() } },
    });
    expect(decision).toMatchObject({ actor: "bob", evidenceId, evidenceActor: "key:ci" });
  });

  test("of a candidate that is worse is stored as a fail", async () => {
    expect(await bring(toFile(worse))).toMatchObject({ outcome: "stored", verdict: "fail" });
  });

  test("that is brought again changes nothing, whoever brings it, also when another version is active", async () => {
    const first = await bring(toFile(good));
    const again = { ...first, outcome: "already_stored" };
    expect(await bring(toFile(good), "key:other")).toEqual(again);
    await activate(3);
    expect(await bring(toFile(good))).toEqual(again);
    expect(await listSaved()).toHaveLength(1);
  });

  test("of the version that is active already is not needed, and changes nothing", async () => {
    await activate(2);
    const report = await bring(toFile(good));
    expect(report).toMatchObject({ outcome: "not_needed", verdict: "pass", evidenceId: null });
    expect(await listSaved()).toEqual([]);
  });

  test("is kept where another run has decided, and changes nothing but with a reason", async () => {
    const first = await bring(toFile(worse));
    expect(first).toMatchObject({ outcome: "stored", run: 1, decidedBy: null });
    const second = await bring(toFile(good));
    expect(second).toMatchObject({
      outcome: "kept",
      verdict: "pass",
      run: 2,
      decidedBy: { evidenceId: first.evidenceId, verdict: "fail" },
    });
    expect(await bring(toFile(good))).toEqual({ ...second, outcome: "already_stored" });
    const third = await bring(toFile(good, { supersede: "the first dataset was wrong" }));
    expect(third).toMatchObject({ outcome: "stored", run: 3, decidedBy: null });
    const found = await place.store.evidence.find(toFile(good));
    expect(found).toMatchObject({
      id: third.evidenceId,
      supersedes: { reason: "the first dataset was wrong", evidenceId: first.evidenceId },
    });
  });

  test("decides once, where several come at the same time", async () => {
    const files = [worse, good, good].map((run, at) =>
      toFile(run, { ranAt: new Date(ranAt.getTime() + at) }),
    );
    const reports = await Promise.all(files.map((file) => bring(file)));
    expect(reports.filter(({ outcome }) => outcome === "stored")).toHaveLength(1);
  });
});

const scripted: fc.Arbitrary<Scripted> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ grade: fc.constantFrom(null, 0, 0.3, 1) }) },
  fc.constantFrom<Scripted>(...outcomes, "lost", "unjudged"),
);

test("a run of any answers is the same run again, with the same verdict and report", async () => {
  const sides = fc.infiniteStream(scripted);
  await fc.assert(
    fc.asyncProperty(sides, async (answers) => {
      const run = await runScripted(() => answers.next().value ?? "lost");
      const declaresTools = { candidate: false, baseline: false };
      const again = await toPairedRun({ run: toFile(run), suite, declaresTools });
      expect(toGateReport(again, judge(again, suite))).toEqual(
        toGateReport(run, judge(run, suite)),
      );
    }),
    { numRuns: randomRuns({ usual: 40, long: 1_000 }) },
  );
});

/** Where a right file is changed. */
interface At {
  readonly index: number;
  readonly side: "candidate" | "baseline";
  readonly answer: number;
}

type Mutation = (run: EvidenceRun, at: At) => Partial<EvidenceRun>;

const ofCases =
  (change: (cases: readonly ScoredCase[], index: number) => readonly ScoredCase[]): Mutation =>
  ({ cases }, { index }) => ({ cases: change(cases, index) });

const ofAnswers =
  (change: (answers: readonly ScoredAnswer[]) => readonly ScoredAnswer[]): Mutation =>
  ({ cases }, { index, side }) => ({
    cases: cases.map((each, at) => (at === index ? { ...each, [side]: change(each[side]) } : each)),
  });

const ofAnswer =
  (change: (answer: ScoredAnswer) => Partial<ScoredAnswer>): Mutation =>
  (run, at) =>
    ofAnswers((answers) =>
      answers.map((each, index) => (index === at.answer ? { ...each, ...change(each) } : each)),
    )(run, at);

const mutations: Readonly<Record<string, Mutation>> = {
  "is of another environment": () => ({ environment: "staging" }),
  "is of an environment of a long name": () => ({ environment: "s".repeat(1_000_000) }),
  "is of another family": () => ({ family: "farewell" }),
  "is of a version that is not registered": () => ({ version: 9 }),
  "is of a version with other content": () => ({ contentHash: hashOf(3) }),
  "compares with a version that is not active": () => ({
    baselineVersion: 3,
    baselineHash: hashOf(3),
  }),
  "compares with other content than the active one's": () => ({ baselineHash: hashOf(3) }),
  "compares a version with itself": () => ({ baselineVersion: 2, baselineHash: hashOf(2) }),
  "is of another suite": () => ({ suiteHash: hashOf(1) }),
  "is of another dataset": () => ({ datasetHash: hashOf(1) }),
  "has another verdict": ({ verdict }) => ({ verdict: verdict === "fail" ? "pass" : "fail" }),
  "is of the future": () => ({ ranAt: new Date(now().getTime() + 600_001) }),
  "has more earlier cases than cases": () => ({
    earlier: { candidate: { cases: 61, answers: 61, oldestAt: ranAt } },
  }),
  "has more earlier answers than answers": () => ({
    earlier: { baseline: { cases: 60, answers: 1_000, oldestAt: ranAt } },
  }),
  "has more earlier cases than earlier answers": () => ({
    earlier: { baseline: { cases: 2, answers: 1, oldestAt: ranAt } },
  }),
  "has answers that are later than its end": () => ({
    earlier: { candidate: { cases: 1, answers: 1, oldestAt: now() } },
  }),
  "has no case": () => ({ cases: [] }),
  "lacks a case": ofCases((cases, index) => cases.toSpliced(index, 1)),
  "has a case twice": ofCases((cases, index) => [...cases, ...cases.slice(index, index + 1)]),
  "has a case twice instead of another": ofCases((cases, index) =>
    cases.toSpliced(index, 1, ...cases.slice(index - 1).slice(0, 1)),
  ),
  "has a case that the dataset does not": ofCases((cases) => [
    ...cases,
    { id: "hasOwnProperty", candidate: [], baseline: [] },
  ]),
  "has a case without answers": ofAnswers(() => []),
  "has fewer answers than the suite asks for": ofAnswers((answers) => answers.slice(1)),
  "has more answers than the suite asks for": ofAnswers((answers) => [
    ...answers,
    ...answers.slice(1),
  ]),
  "has an eval that the suite does not": ofAnswer(({ evals }) => ({
    evals: [...evals, { name: "valueOf", passed: true, score: 1, reason: "" }],
  })),
  "says that an eval does not apply that the suite does not have": ofAnswer(() => ({
    notApplicable: ["__proto__"],
  })),
  "has an eval twice": ofAnswer(({ evals }) => ({ evals: [...evals, ...evals.slice(0, 1)] })),
  "has an eval that applies and does not": ofAnswer(() => ({ notApplicable: ["polite"] })),
  "lacks an eval": ofAnswer(({ evals }) => ({ evals: evals.slice(1) })),
  "has an answer that no eval judged": ofAnswer(() => ({ evals: [] })),
  "has an answer without an outcome": ofAnswer(() => ({ outcome: null })),
  "has an answer that was cut, and was judged": ofAnswer(() => ({ outcome: "truncated" })),
  "asks for tools that the version does not have": ofAnswer(() => ({ outcome: "tool_use" })),
  "has an outcome and an error": ofAnswer(() => ({
    error: { source: "run", kind: "timeout", message: "" },
  })),
  "has an answer that is cut off and broken": ofAnswer(() => ({
    outcome: "truncated",
    evals: [],
    error: { source: "eval", kind: "polite", message: "" },
  })),
  "has the error of an eval that judged": ofAnswer(() => ({
    error: { source: "eval", kind: "polite", message: "" },
  })),
  "has the error of an eval that the suite does not have": ofAnswer(({ evals }) => ({
    evals: evals.slice(1),
    error: { source: "eval", kind: "constructor", message: "" },
  })),
};

test.each(Object.entries(mutations))(
  "a file is refused with a cure, and nothing is stored, where it %s",
  async (_title, mutate) => {
    const at = fc.record<At>({
      index: fc.nat(59),
      side: fc.constantFrom("candidate", "baseline"),
      answer: fc.nat(1),
    });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(good, worse), at, async (run, changedAt) => {
        const file = toFile(run);
        const refusal = await bring({ ...file, ...mutate(file, changedAt) }).then(
          (report) => report,
          (error: unknown) => error,
        );
        expect(refusal).toMatchObject({
          code: expect.stringMatching(/^(evidence_refused|stale_state|unknown_version)$/),
          message: expect.stringMatching(/^.{0,1000} Nothing was stored\. [A-Z].*\.$/),
        });
        expect(await listSaved()).toEqual([]);
      }),
      { numRuns: 12 },
    );
  },
);

test("a limit of what is believed: scores that somebody made up are stored, and say who brought them", async () => {
  const { cases } = toFile(good);
  const invented = { ...toFile(worse), verdict: "pass" as const, cases };
  expect(await bring(invented, "key:mallory")).toMatchObject({ verdict: "pass" });
  expect(await listSaved()).toMatchObject([{ actor: "key:mallory", ran: { by: "ada" } }]);
});

async function activate(toVersion: number): Promise<void> {
  await place.store.status.decide({
    kind: "promote",
    family,
    toVersion,
    actor: "bob",
    source: "cli",
    reason: "Because.",
    fromVersion: null,
    expectedRevision: null,
    idempotencyKey: null,
    ground: { kind: "override", reason: "Because." },
  });
}
