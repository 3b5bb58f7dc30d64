import type { Verdict } from "@promptrail/core";
import { expect } from "vitest";
import { sampleEvidence } from "./sample-evidence.js";
import type { StoreCase } from "./store-case.js";

/** What every evidence store must do. */
export const evidenceStoreCases: readonly StoreCase[] = [
  {
    title: "gives evidence back as it was saved",
    run: async ({ store: { evidence }, family }) => {
      const saved = sampleEvidence(family, 2, {
        ran: { by: "ada", at: "2026-05-06T06:00:00.000Z" },
      });
      await evidence.save(saved);
      expect(await evidence.read(saved.id)).toEqual(saved);
      expect(await evidence.find(saved)).toEqual(saved);
      const read = await evidence.read(saved.id);
      expect(Object.keys(read?.report ?? {})).toEqual(Object.keys(saved.report));
    },
  },
  {
    title: "finds the verdict that was saved last for a key",
    run: async ({ store: { evidence }, family }) => {
      const earlier = sampleEvidence(family, 2, { verdict: "pass" });
      // An earlier clock: another process may be behind.
      const later = sampleEvidence(family, 2, { verdict: "fail", createdAt: new Date(0) });
      await evidence.save(earlier);
      await evidence.save(later);
      expect((await evidence.find(earlier))?.id).toBe(later.id);
    },
  },
  {
    title: "keeps one of evidence that is saved again, as after an answer that was lost",
    run: async ({ store: { evidence }, family }) => {
      const saved = sampleEvidence(family, 2);
      const later = sampleEvidence(family, 2, { verdict: "fail" });
      for (const each of [saved, later, saved]) await evidence.save(each);
      expect(await evidence.list({ family, limit: 10 })).toEqual([later, saved]);
      expect((await evidence.find(saved))?.id).toBe(later.id);
    },
  },
  {
    title: "refuses a run that is brought after a newer one, also where both come at once",
    run: async ({ store: { evidence }, family }) => {
      const bring = (version: number, verdict: Verdict, at: string) =>
        sampleEvidence(family, version, { verdict, ran: { by: "ci", at } });
      const refused = { code: "evidence_refused" };
      const older = bring(2, "pass", "2026-05-06T06:00:00.000Z");
      const newer = bring(2, "fail", "2026-05-06T06:00:00.001Z");
      await evidence.save(newer);
      await expect(evidence.save(older)).rejects.toMatchObject(refused);
      expect(await evidence.read(older.id)).toBeNull();
      await evidence.save(newer);
      // The clock of who ran it here is that of the store: what was saved then is older.
      await evidence.save(sampleEvidence(family, 2, { verdict: "inconclusive" }));
      await expect(evidence.save(older)).rejects.toMatchObject(refused);
      const runs = [3, 1, 4, 0, 2].map((second) =>
        bring(3, second === 4 ? "fail" : "pass", `2026-05-06T06:00:0${second}.000Z`),
      );
      await Promise.allSettled(runs.map((each) => evidence.save(each)));
      expect((await evidence.find(runs[0] ?? newer))?.verdict).toBe("fail");
    },
  },
  {
    title: "confirms that evidence can be saved, and saves nothing itself",
    run: async ({ store: { evidence, status }, family }) => {
      const saved = sampleEvidence(family, 2);
      await evidence.save(saved);
      const before = await status.readSnapshot();
      await evidence.requireWritable();
      expect(await evidence.list({ family, limit: 10 })).toEqual([saved]);
      expect(await status.readSnapshot()).toEqual(before);
    },
  },
  {
    title: "finds nothing where one field of the key differs",
    run: async ({ store: { evidence }, family }) => {
      const saved = sampleEvidence(family, 2);
      await evidence.save(saved);
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
      const saved = sampleEvidence(family, 2);
      await evidence.save(saved);
      const other = await openOther(`${family}-elsewhere`);
      expect(await other.evidence.read(saved.id)).toBeNull();
      expect(await other.evidence.list({ family, limit: 10 })).toEqual([]);
    },
  },
];
