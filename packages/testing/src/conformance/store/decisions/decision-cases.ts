import type { Decision } from "@promptrail/core";
import { applyDecision, type FamilyState, hashDecision } from "@promptrail/core/lifecycle";
import { expect } from "vitest";
import { archive, bringLive, declare, promote, resume, rollback } from "../sample-commands.js";
import { sampleVersion } from "../sample-versions.js";
import type { StoreCase } from "../store-case.js";

export const decisionCases: readonly StoreCase[] = [
  {
    title: "is at revision 0 without families before the first decision",
    run: async ({ store: { status } }) => {
      const snapshot = await status.readSnapshot();
      expect(snapshot).toMatchObject({ revision: 0, headHash: "", families: [] });
      expect(snapshot.storeId).not.toBe("");
    },
  },
  {
    title: "takes the declared version at first sight, and nothing from the same declaration again",
    run: async ({ store: { status }, family }) => {
      await status.registerVersions([sampleVersion(family, 1)]);
      const first = await status.decide(declare(family, 1));
      expect(first).toMatchObject({
        alreadyApplied: false,
        state: { activeVersion: 1, revision: 1 },
      });
      const again = await status.decide(declare(family, 1));
      expect(again).toEqual({ ...first, decision: null, alreadyApplied: true });
      const snapshot = await status.readSnapshot();
      expect(snapshot).toMatchObject({ revision: 1, headHash: first.decision?.hash });
      expect(snapshot.families).toEqual([first.state]);
    },
  },
  {
    title: "refuses to decide on a family or a version that it does not know",
    run: async ({ store: { status }, family }) => {
      const unknownFamily = status.decide(promote(family, 1));
      await expect(unknownFamily).rejects.toMatchObject({ code: "unknown_family" });
      await bringLive(status, family, 1);
      const unknownVersion = status.decide(promote(family, 7));
      await expect(unknownVersion).rejects.toMatchObject({ code: "unknown_version" });
    },
  },
  {
    title: "rolls back one step, keeps the hold and the mark, and ends both by a promotion",
    run: async ({ store: { status }, family }) => {
      await bringLive(status, family, 2);
      const { decision, state } = await status.decide(rollback(family, { reason: "it lies" }));
      expect(state).toMatchObject({ activeVersion: 1, previousVersion: 2, leftVersions: [2] });
      expect(state.hold).toEqual({ revision: decision?.revision, reason: "it lies" });
      expect((await status.readSnapshot()).families).toEqual([state]);
      const promoted = await status.decide(promote(family, 2));
      expect(promoted.state).toMatchObject({ activeVersion: 2, hold: null, leftVersions: [] });
    },
  },
  {
    title: "records nothing for a caller who saw another state",
    run: async ({ store: { status }, family }) => {
      await bringLive(status, family, 2);
      const stale = { code: "stale_state" };
      await expect(status.decide(rollback(family, { fromVersion: 1 }))).rejects.toMatchObject(
        stale,
      );
      const late = status.decide(promote(family, 1, { expectedRevision: 1 }));
      await expect(late).rejects.toMatchObject(stale);
      expect((await status.readSnapshot()).revision).toBe(2);
    },
  },
  {
    title: "answers the same idempotency key with the first decision",
    run: async ({ store: { status }, family }) => {
      await bringLive(status, family, 3);
      const command = rollback(family, { toVersion: 2, idempotencyKey: "key-1" });
      const first = await status.decide(command);
      const again = await status.decide(command);
      expect(again).toEqual({ ...first, alreadyApplied: true });
      expect((await status.readSnapshot()).revision).toBe(first.decision?.revision);
    },
  },
  {
    title: "refuses an idempotency key of another family's decision, and records nothing",
    run: async ({ store: { status }, family }) => {
      const other = `${family}_other`;
      await bringLive(status, family, 2);
      await bringLive(status, other, 2);
      await status.decide(rollback(family, { idempotencyKey: "key-1" }));
      const asked = status.decide(rollback(other, { idempotencyKey: "key-1" }));
      await expect(asked).rejects.toMatchObject({
        code: "request_invalid",
        data: { family: other, key_family: family, revision: 5 },
      });
      expect((await status.readSnapshot()).revision).toBe(5);
    },
  },
  {
    title: "refuses an idempotency key of another request about the family, and records nothing",
    run: async ({ store: { status }, family }) => {
      await bringLive(status, family, 4);
      const key = { idempotencyKey: "key-1" };
      const { decision, state } = await status.decide(rollback(family, key));
      const from = decision?.fromVersion ?? null;
      const others = [
        rollback(family, { ...key, toVersion: 1 }),
        rollback(family, { ...key, fromVersion: state.activeVersion }),
        promote(family, 4, key),
        { ...archive(family, 1), ...key },
        { ...resume(family), ...key },
      ];
      for (const other of others) {
        const refusal = { code: "request_invalid", data: { key_family: family } };
        await expect(status.decide(other)).rejects.toMatchObject(refusal);
      }
      const again = await status.decide(rollback(family, { ...key, fromVersion: from }));
      expect(again).toMatchObject({ alreadyApplied: true, decision });
      expect((await status.readSnapshot()).revision).toBe(decision?.revision);
    },
  },
  {
    title: "refuses a text that no store can keep, and names it",
    run: async ({ store: { status }, family }) => {
      await bringLive(status, family, 2);
      for (const reason of ["a\0b", "half \ud83d"]) {
        await expect(status.decide(rollback(family, { reason }))).rejects.toMatchObject({
          code: "request_invalid",
          data: { field: "reason" },
        });
      }
      expect((await status.readSnapshot()).revision).toBe(2);
    },
  },
  {
    title: "lands two people who roll back at once one step back",
    run: async ({ store: { status }, family }) => {
      await bringLive(status, family, 3);
      await status.decide(rollback(family));
      const second = await status.decide(rollback(family));
      expect(second).toMatchObject({ decision: null, alreadyApplied: true });
      expect(second.state.activeVersion).toBe(2);
    },
  },
  {
    title: "records one decision when many roll back from the same version at once",
    run: async ({ store: { status }, family }) => {
      await bringLive(status, family, 3);
      const command = rollback(family, { fromVersion: 3 });
      const results = await Promise.allSettled(
        Array.from({ length: 20 }, () => status.decide(command)),
      );
      const recorded = results.filter((each) => each.status === "fulfilled" && each.value.decision);
      expect(recorded).toHaveLength(1);
      const snapshot = await status.readSnapshot();
      expect(snapshot).toMatchObject({ revision: 4, families: [{ activeVersion: 2 }] });
    },
  },
  {
    title: "sees a family once when many processes register and declare it at once",
    run: async ({ store: { status }, family }) => {
      const versions = Array.from({ length: 20 }, (_each, at) => sampleVersion(family, at + 1));
      const boot = async () => {
        const conflicts = await status.registerVersions(versions);
        const { state } = await status.decide(declare(family, 3));
        return { conflicts, active: state.activeVersion };
      };
      const booted = await Promise.all(Array.from({ length: 8 }, boot));
      expect(booted).toEqual(booted.map(() => ({ conflicts: [], active: 3 })));
      expect((await status.readSnapshot()).revision).toBe(1);
    },
  },
  {
    title: "gives each decision the next revision when many families move at once",
    run: async ({ store: { status }, family }) => {
      const families = Array.from({ length: 12 }, (_each, index) => `${family}_${index}`);
      await status.registerVersions(families.map((each) => sampleVersion(each, 1)));
      const results = await Promise.all(families.map((each) => status.decide(declare(each, 1))));
      const revisions = results.map(({ decision }) => decision?.revision);
      expect(revisions.sort((left = 0, right = 0) => left - right)).toEqual(
        families.map((_each, at) => at + 1),
      );
      expect((await status.readSnapshot()).families).toHaveLength(12);
    },
  },
  {
    title: "keeps a history whose chain of hashes holds and whose fold is the state",
    run: async ({ store: { status }, family }) => {
      await bringLive(status, family, 4);
      await status.decide(rollback(family, { reason: 'half-width ｱ, 🛒 and "quotes"' }));
      await status.decide(archive(family, 4));
      await status.decide(resume(family));
      const history = (await status.readHistory({ family, limit: 100, before: null })).toReversed();
      let state: FamilyState | null = null;
      let previousHash = "";
      for (const decision of history) {
        const { hash, ...unsigned } = decision;
        expect(hashDecision(unsigned)).toBe(hash);
        expect(decision.previousHash).toBe(previousHash);
        previousHash = hash;
        state = applyDecision(state, decision);
      }
      const snapshot = await status.readSnapshot();
      expect(snapshot).toMatchObject({ headHash: previousHash, revision: history.length });
      expect(snapshot.families).toEqual([state]);
    },
  },
  {
    title: "reads the history newest first, of one family or all, up to a limit",
    run: async ({ store: { status }, family }) => {
      await bringLive(status, family, 2);
      await bringLive(status, `${family}_other`, 2);
      const ofAll = await status.readHistory({ family: null, limit: 3, before: null });
      expect(ofAll.map(({ revision }) => revision)).toEqual([4, 3, 2]);
      const ofOne = await status.readHistory({ family, limit: 10, before: null });
      expect(ofOne.map(({ revision }) => revision)).toEqual([2, 1]);
    },
  },
  {
    title: "reads the history before a revision, so that pages of any size are the whole of it",
    run: async ({ store: { status }, family }) => {
      await bringLive(status, family, 3);
      await bringLive(status, `${family}_other`, 2);
      await status.decide(rollback(family));
      for (const of of [family, null]) {
        const whole = await status.readHistory({ family: of, limit: 100, before: null });
        for (const limit of [1, 2, 3, 10]) {
          const found: Decision[] = [];
          // One page more than there can be: a store that repeats itself would go on for ever.
          for (let page = 0; page <= whole.length; page += 1) {
            const before = found.at(-1)?.revision ?? null;
            found.push(...(await status.readHistory({ family: of, limit, before })));
          }
          expect(found).toEqual(whole);
        }
      }
      const beyond = await status.readHistory({ family, limit: 1, before: 1_000 });
      expect(beyond).toMatchObject([{ revision: 6, family }]);
      expect(await status.readHistory({ family: null, limit: 1, before: 1 })).toEqual([]);
    },
  },
  {
    title: "keeps environments apart",
    run: async ({ store, family, openOther }) => {
      await bringLive(store.status, family, 2);
      const other = await openOther(`${family}-elsewhere`);
      expect((await other.status.readSnapshot()).families).toEqual([]);
      expect(await other.status.readVersion(family, 1)).toBeNull();
    },
  },
];
