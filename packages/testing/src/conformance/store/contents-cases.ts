import type { ContentsPage, OpenStore } from "@promptrail/core/lifecycle";
import { expect } from "vitest";
import { groundOf } from "./decisions/promotion-cases.js";
import { bringLive, promote } from "./sample-commands.js";
import { sampleEvidence } from "./sample-evidence.js";
import { sampleVersion } from "./sample-versions.js";
import type { StoreCase } from "./store-case.js";

/** Every part of a check, put together. */
async function checkAll(store: OpenStore): Promise<Omit<ContentsPage, "next">> {
  let found: Omit<ContentsPage, "next"> = { versions: 0, verdicts: 0, problems: [] };
  let after: string | null = null;
  do {
    const { next, ...page }: ContentsPage = await store.checkContents(after);
    after = next;
    found = {
      versions: found.versions + page.versions,
      verdicts: found.verdicts + page.verdicts,
      problems: [...found.problems, ...page.problems],
    };
  } while (after !== null);
  return found;
}

/** What a verification finds beside the decisions. */
export const contentsCases: readonly StoreCase[] = [
  {
    title:
      "finds nothing wrong in what it was given to keep, looks at all of it, and changes nothing",
    run: async ({ store, family }) => {
      const { status, evidence } = store;
      await bringLive(status, family, 1);
      const numbers = Array.from({ length: 450 }, (_each, index) => index + 2);
      await status.registerVersions(numbers.map((number) => sampleVersion(family, number)));
      for (const version of [2, 3, 4]) await evidence.save(sampleEvidence(family, version));
      await status.decide(promote(family, 2, { ground: groundOf(family, 2) }));
      const before = await status.readSnapshot();
      expect(await checkAll(store)).toEqual({ versions: 451, verdicts: 3, problems: [] });
      expect(await status.readSnapshot()).toEqual(before);
    },
  },
  {
    title: "names a registered body that its hash does not stand for",
    run: async ({ store, family }) => {
      const { contentHash } = sampleVersion(family, 1);
      const wrong = { ...sampleVersion(family, 2), contentHash };
      await store.status.registerVersions([sampleVersion(family, 1), wrong]);
      const { problems } = await checkAll(store);
      expect(problems).toMatchObject([{ kind: "body", family, revision: null }]);
      expect(problems[0]?.message).toContain(`${family}_v2`);
    },
  },
];
