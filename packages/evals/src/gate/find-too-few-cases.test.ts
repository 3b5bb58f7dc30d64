import fc from "fast-check";
import { expect, test } from "vitest";
import { cases } from "../datasets/cases.js";
import { maxWords } from "../evals/count/max-words.js";
import { scriptTrial } from "../fixtures/scripted-run.js";
import { defineSuite } from "../suite/define-suite.js";
import { findTooFewCases } from "./find-too-few-cases.js";
import { judge } from "./judge.js";

/** A suite of so many cases, `perCluster` of them in a cluster; 0: without clusters. */
function suiteOf(size: number, gate: { margin: number; alpha: number }, perCluster = 0) {
  const rows = Array.from({ length: size }, (_, at) => ({
    id: `case-${at}`,
    context: {},
    cluster: perCluster === 0 ? null : `cluster-${Math.floor(at / perCluster)}`,
  }));
  return defineSuite({
    family: "greeting",
    dataset: cases("some", rows),
    evals: [maxWords(3)],
    gate: { ...gate, minPassRate: 0 },
  });
}

/** What the gate says of a run in which both versions pass every case. */
async function judgeAlike(suite: ReturnType<typeof suiteOf>) {
  const results = [];
  for await (const { id, cluster } of suite.dataset.read()) {
    const trials = [scriptTrial(1)];
    results.push({ id, tags: [], cluster, candidate: trials, baseline: trials });
  }
  const { family, suiteHash } = suite;
  const total = results.length;
  return judge({ family, suiteHash, datasetHash: "sha256-d", total, missing: 0, results }, suite);
}

test("says of a suite what the gate says of two versions that score alike on all its cases", async () => {
  const given = fc.record({
    // Fewer than five clusters carry no verdict at all.
    units: fc.integer({ min: 5, max: 120 }),
    perCluster: fc.constantFrom(0, 0, 1, 3),
    margin: fc.double({ min: 0.02, max: 0.4, noNaN: true }),
    alpha: fc.constantFrom(0.01, 0.05, 0.1),
  });
  await fc.assert(
    fc.asyncProperty(given, async ({ units, perCluster, margin, alpha }) => {
      const size = units * Math.max(1, perCluster);
      const suite = suiteOf(size, { margin, alpha }, perCluster);
      const found = await findTooFewCases(suite);
      const { verdict } = await judgeAlike(suite);
      expect(verdict).toBe(found === null ? "pass" : "inconclusive");
      if (found === null || found.decidingMargin >= 0.99) return;
      const wider = { margin: found.decidingMargin + 0.001, alpha };
      expect((await judgeAlike(suiteOf(size, wider, perCluster))).verdict).toBe("pass");
      const more = (found.unitsNeeded + 1) * Math.max(1, perCluster);
      const larger = suiteOf(more, { margin, alpha }, perCluster);
      expect((await judgeAlike(larger)).verdict).toBe("pass");
    }),
    { numRuns: 60 },
  );
});

test("reads no further than it has to", async () => {
  const suite = suiteOf(0, { margin: 0.05, alpha: 0.05 });
  let read = 0;
  const dataset = {
    name: "endless",
    async *read() {
      for (;;) {
        read += 1;
        yield { id: `${read}`, context: {}, groundTruth: null, tags: [], cluster: null };
      }
    },
  };
  expect(await findTooFewCases({ ...suite, dataset })).toBeNull();
  expect(read).toBeLessThan(100);
});
