import { expect } from "vitest";
import { sampleEvidence } from "./sample-evidence.js";
import type { StoreCase } from "./store-case.js";

/** What every evidence store must do. */
export const evidenceStoreCases: readonly StoreCase[] = [
  {
    title: "gives evidence back as it was saved, with the number of its run",
    run: async ({ store: { evidence }, family }) => {
      const given = sampleEvidence(family, 2, {
        ran: { by: "ada", at: "2026-05-06T06:00:00.000Z" },
      });
      const saved = await evidence.save(given);
      expect(saved).toEqual({ ...given, run: 1 });
      expect(await evidence.read(saved.id)).toEqual(saved);
      expect(await evidence.find(saved)).toEqual(saved);
      const read = await evidence.read(saved.id);
      expect(Object.keys(read?.report ?? {})).toEqual(Object.keys(saved.report));
    },
  },
  {
    title: "lets the first run of a key decide, and keeps later ones, which change nothing",
    run: async ({ store: { evidence }, family }) => {
      const first = await evidence.save(sampleEvidence(family, 2, { verdict: "fail" }));
      // A run that was brought may be older: what was stored first decides all the same.
      const ran = { by: "ci", at: "2026-05-06T06:00:00.000Z" };
      const second = await evidence.save(sampleEvidence(family, 2, { ran }));
      const third = await evidence.save(sampleEvidence(family, 2));
      expect([first, second, third].map(({ run }) => run)).toEqual([1, 2, 3]);
      expect([first, second, third].map(({ changesNothing }) => changesNothing)).toEqual([
        undefined,
        true,
        true,
      ]);
      expect(await evidence.find(third)).toEqual(first);
      expect(await evidence.list({ family, limit: 10 })).toEqual([third, second, first]);
    },
  },
  {
    title: "lets one of the runs that are saved at once decide, and numbers all of them",
    run: async ({ store: { evidence }, family }) => {
      const runs = await Promise.all(
        Array.from({ length: 5 }, () => evidence.save(sampleEvidence(family, 2))),
      );
      expect(new Set(runs.map(({ run }) => run))).toEqual(new Set([1, 2, 3, 4, 5]));
      const deciding = runs.filter(({ changesNothing }) => changesNothing !== true);
      expect(deciding).toHaveLength(1);
      expect(await evidence.find(sampleEvidence(family, 2))).toEqual(deciding[0]);
    },
  },
  {
    title: "lets a run decide that gives a reason to supersede the one before, and names that one",
    run: async ({ store: { evidence }, family }) => {
      const supersedes = { reason: "the judge was replaced" };
      const alone = await evidence.save(sampleEvidence(family, 2, { supersedes }));
      // There was nothing to supersede.
      expect(alone).not.toHaveProperty("supersedes");
      const second = await evidence.save(sampleEvidence(family, 2, { supersedes }));
      expect(second.supersedes).toEqual({ ...supersedes, evidenceId: alone.id });
      expect(await evidence.find(alone)).toEqual(second);
      const third = await evidence.save(sampleEvidence(family, 2));
      expect(third.changesNothing).toBe(true);
      expect(await evidence.find(alone)).toEqual(second);
    },
  },
  {
    title: "lets a complete run take the place of an incomplete one, and never the other way round",
    run: async ({ store: { evidence }, family }) => {
      const incomplete = { verdict: "inconclusive", isIncomplete: true } as const;
      const first = await evidence.save(sampleEvidence(family, 2, incomplete));
      expect(await evidence.find(first)).toEqual(first);
      const second = await evidence.save(sampleEvidence(family, 2));
      expect(await evidence.find(first)).toEqual(second);
      await evidence.save(sampleEvidence(family, 2, incomplete));
      const supersedes = { reason: "again" };
      await evidence.save(sampleEvidence(family, 2, { ...incomplete, supersedes }));
      expect(await evidence.find(first)).toEqual(second);
    },
  },
  {
    title: "keeps one of evidence that is saved again, as after an answer that was lost",
    run: async ({ store: { evidence }, family }) => {
      const given = sampleEvidence(family, 2);
      const saved = await evidence.save(given);
      const later = await evidence.save(sampleEvidence(family, 2, { verdict: "fail" }));
      expect(await evidence.save(given)).toEqual(saved);
      expect(await evidence.list({ family, limit: 10 })).toEqual([later, saved]);
      expect(await evidence.find(saved)).toEqual(saved);
    },
  },
  {
    title: "confirms that evidence can be saved, and saves nothing itself",
    run: async ({ store: { evidence, status }, family }) => {
      const saved = await evidence.save(sampleEvidence(family, 2));
      const before = await status.readSnapshot();
      await evidence.requireWritable();
      expect(await evidence.list({ family, limit: 10 })).toEqual([saved]);
      expect(await status.readSnapshot()).toEqual(before);
    },
  },
  {
    title: "finds nothing where one field of the key differs",
    run: async ({ store: { evidence }, family }) => {
      const saved = await evidence.save(sampleEvidence(family, 2));
      for (const field of ["family", "contentHash", "baselineHash", "datasetHash", "suiteHash"]) {
        expect(await evidence.find({ ...saved, [field]: "other" })).toBeNull();
      }
      expect(await evidence.read("no-such-id")).toBeNull();
    },
  },
  {
    title: "lists a family's evidence, newest first, up to a limit",
    run: async ({ store: { evidence }, family }) => {
      const saved = [1, 2, 3].map((version) => sampleEvidence(family, version));
      for (const each of saved) await evidence.save(each);
      await evidence.save(sampleEvidence(`${family}_other`, 1));
      const listed = await evidence.list({ family, limit: 2 });
      expect(listed.map(({ id }) => id)).toEqual([saved[2]?.id, saved[1]?.id]);
    },
  },
  {
    title: "keeps environments apart",
    run: async ({ store: { evidence }, family, openOther }) => {
      const saved = await evidence.save(sampleEvidence(family, 2));
      const other = await openOther(`${family}-elsewhere`);
      expect(await other.evidence.read(saved.id)).toBeNull();
      expect(await other.evidence.list({ family, limit: 10 })).toEqual([]);
    },
  },
];
