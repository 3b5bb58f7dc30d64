import { memory } from "@promptrail/core";
import { expect, test } from "vitest";
import { describeEvidenceStore } from "../describe-evidence-store.js";
import { evidenceStoreCases } from "./evidence-store-cases.js";
import { findFailures, sabotage } from "./sabotaged-store.js";

const store = memory();
describeEvidenceStore("memory", (environment) => store.open({ environment, projectFolder: "." }));

test("the suite finds a store that finds evidence for another suite", async () => {
  const opened = sabotage(({ evidence }) => ({
    evidence: {
      ...evidence,
      find: async (key) => (await evidence.list({ family: key.family, limit: 1 }))[0] ?? null,
    },
  }));
  expect(await findFailures(evidenceStoreCases, opened)).toContain(
    "finds nothing where one field of the key differs",
  );
});

test("the suite finds a store in which the newest run decides", async () => {
  const opened = sabotage(({ evidence }) => ({
    evidence: {
      ...evidence,
      find: async (key) => {
        const listed = await evidence.list({ family: key.family, limit: 100 });
        return listed.find((each) => each.suiteHash === key.suiteHash) ?? null;
      },
    },
  }));
  expect(await findFailures(evidenceStoreCases, opened)).toContain(
    "lets the first run of a key decide, and keeps later ones, which change nothing",
  );
});

test("the suite finds a store that lets no run supersede another", async () => {
  const opened = sabotage(({ evidence }) => ({
    evidence: {
      ...evidence,
      save: ({ supersedes: _reason, ...saved }) => evidence.save(saved),
    },
  }));
  expect(await findFailures(evidenceStoreCases, opened)).toEqual([
    "lets a run decide that gives a reason to supersede the one before, and names that one",
  ]);
});

test("the suite finds a store that keeps what it only tries", async () => {
  let tried = "";
  const opened = sabotage(({ evidence }) => ({
    evidence: {
      ...evidence,
      save: async (saved) => {
        tried = saved.family;
        return evidence.save(saved);
      },
      requireWritable: async () => {
        const [known] = await evidence.list({ family: tried, limit: 1 });
        if (known !== undefined) await evidence.save({ ...known, id: `${known.id} tried` });
      },
    },
  }));
  expect(await findFailures(evidenceStoreCases, opened)).toEqual([
    "confirms that evidence can be saved, and saves nothing itself",
  ]);
});

test("the suite finds a store that takes what is saved again for new", async () => {
  const opened = sabotage(({ evidence }) => {
    const known = new Set<string>();
    return {
      evidence: {
        ...evidence,
        save: (saved) => {
          const id = known.has(saved.id) ? `${saved.id} again` : saved.id;
          known.add(saved.id);
          return evidence.save({ ...saved, id });
        },
      },
    };
  });
  expect(await findFailures(evidenceStoreCases, opened)).toEqual([
    "keeps one of evidence that is saved again, as after an answer that was lost",
  ]);
});
