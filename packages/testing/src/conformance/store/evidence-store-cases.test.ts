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
  expect(await findFailures(evidenceStoreCases, opened)).toEqual([
    "finds nothing where one field of the key differs",
  ]);
});

test("the suite finds a store that takes an older run in the place of a newer one", async () => {
  const opened = sabotage(({ evidence }) => {
    return {
      evidence: {
        ...evidence,
        save: ({ ran, ...saved }) => evidence.save(ran === undefined ? saved : { ...saved }),
      },
    };
  });
  expect(await findFailures(evidenceStoreCases, opened)).toContain(
    "refuses a run that is brought after a newer one, also where both come at once",
  );
});

test("the suite finds a store that keeps what it only tries", async () => {
  let tried = "";
  const opened = sabotage(({ evidence }) => ({
    evidence: {
      ...evidence,
      save: async (saved) => {
        tried = saved.family;
        await evidence.save(saved);
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
    const order: string[] = [];
    return {
      evidence: {
        ...evidence,
        save: async (saved) => {
          order.push(saved.id);
          await evidence.save(saved);
        },
        find: async () => await evidence.read(order.at(-1) ?? ""),
      },
    };
  });
  expect(await findFailures(evidenceStoreCases, opened)).toContain(
    "keeps one of evidence that is saved again, as after an answer that was lost",
  );
});
