import {
  type FamilyState,
  hashEvidence,
  type Snapshot,
  type StatusStore,
} from "@promptrail/core/lifecycle";
import { expect } from "vitest";
import { bringLive, declare, drill, promote, resume, rollback } from "../sample-commands.js";
import { sampleEvidence } from "../sample-evidence.js";
import { sampleVersion } from "../sample-versions.js";
import { patience, type StoreCase } from "../store-case.js";
import { groundOf } from "./promotion-cases.js";

/** Version 1 is live, and a newer generation that declares version 2 waits for evidence. */
async function letWait(status: StatusStore, family: string): Promise<FamilyState> {
  await bringLive(status, family, 1);
  await status.registerVersions([sampleVersion(family, 2)]);
  const ground = groundOf(family, 2);
  const { state } = await status.decide(declare(family, 2, { generation: 2, ground }));
  expect(state).toMatchObject({ activeVersion: 1, revision: 2, declared: { ground } });
  expect(state.declared.pending).not.toBeNull();
  return state;
}

async function watchFrom(status: StatusStore, revision: number) {
  const told: Snapshot[] = [];
  const stop = await status.watch(
    revision,
    (snapshot) => told.push(snapshot),
    (error) => {
      throw error;
    },
  );
  return { told, stop };
}

/** A declaration that waits is looked at again by whatever may end its waiting. */
export const waitingCases: readonly StoreCase[] = [
  {
    title: "activates a waiting declaration when the evidence that it waits for is saved",
    run: async ({ store: { status, evidence }, family }) => {
      const waiting = await letWait(status, family);
      const { told, stop } = await watchFrom(status, waiting.revision);
      const passed = await evidence.save(sampleEvidence(family, 2, { actor: "grace" }));
      const snapshot = await status.readSnapshot();
      expect(snapshot).toMatchObject({
        revision: 3,
        families: [{ activeVersion: 2, revision: 3, declared: { generation: 2, pending: null } }],
      });
      const [decision] = await status.readHistory({ family, limit: 1, before: null });
      expect(decision).toMatchObject({
        actor: "grace",
        evidenceId: passed.id,
        toVersion: 2,
        evidenceHash: hashEvidence(passed),
      });
      await expect.poll(() => told.at(-1), patience).toEqual(snapshot);
      await stop();
      await evidence.save(passed);
      expect((await status.readSnapshot()).revision).toBe(3);
    },
  },
  {
    title: "records nothing while a declaration still waits",
    run: async ({ store: { status, evidence }, family }) => {
      const waiting = await letWait(status, family);
      await evidence.save(sampleEvidence(family, 2, { verdict: "fail" }));
      await evidence.save(sampleEvidence(family, 2, { suiteHash: "other" }));
      await evidence.save(sampleEvidence(`${family}_other`, 2));
      expect((await status.readSnapshot()).families).toEqual([waiting]);
      const { followUp } = await status.decide(drill(family));
      expect(followUp).toBeNull();
      expect((await status.readSnapshot()).revision).toBe(3);
    },
  },
  {
    title: "activates a waiting declaration in the transaction that ends the hold",
    run: async ({ store: { status }, family }) => {
      await bringLive(status, family, 2);
      await status.registerVersions([sampleVersion(family, 3)]);
      await status.decide(rollback(family));
      await status.decide(declare(family, 3, { generation: 2 }));
      const { told, stop } = await watchFrom(status, 4);
      const { decision, followUp, state } = await status.decide(resume(family));
      expect(decision).toMatchObject({ revision: 5, change: { kind: "hold_ended" } });
      expect(followUp).toMatchObject({ revision: 6, fromVersion: 1, toVersion: 3 });
      expect(followUp?.previousHash).toBe(decision?.hash);
      expect(state).toMatchObject({ activeVersion: 3, hold: null, declared: { pending: null } });
      const snapshot = await status.readSnapshot();
      expect(snapshot).toMatchObject({ headHash: followUp?.hash, families: [state] });
      await expect.poll(() => told.at(-1), patience).toEqual(snapshot);
      await stop();
      // Nobody sees the hold ended and the declaration still waiting.
      expect(told.map(({ revision }) => revision)).toEqual([6]);
    },
  },
  {
    title: "misses no evidence that is saved while the declaration is decided",
    run: async ({ store: { status, evidence }, family }) => {
      const families = Array.from({ length: 10 }, (_each, at) => `${family}_${at}`);
      for (const each of families) {
        await bringLive(status, each, 1);
        await status.registerVersions([sampleVersion(each, 2)]);
        const ground = groundOf(each, 2);
        await Promise.all([
          evidence.save(sampleEvidence(each, 2)),
          status.decide(declare(each, 2, { generation: 2, ground })),
        ]);
      }
      const snapshot = await status.readSnapshot();
      expect(snapshot.families.map(({ activeVersion }) => activeVersion)).toEqual(
        families.map(() => 2),
      );
    },
  },
  {
    title: "lets a promotion end the waiting",
    run: async ({ store: { status, evidence }, family }) => {
      await letWait(status, family);
      const promoted = await status.decide(promote(family, 2));
      expect(promoted).toMatchObject({ followUp: null, state: { declared: { pending: null } } });
      await status.decide(promote(family, 1));
      await evidence.save(sampleEvidence(family, 2));
      expect(await status.readSnapshot()).toMatchObject({
        revision: 4,
        families: [{ activeVersion: 1 }],
      });
    },
  },
  {
    title: "records a drill, tells the watchers, and leaves the family as it is",
    run: async ({ store: { status }, family }) => {
      await expect(status.decide(drill(family))).rejects.toMatchObject({ code: "unknown_family" });
      await bringLive(status, family, 2);
      const before = await status.readSnapshot();
      const { told, stop } = await watchFrom(status, before.revision);
      const { decision, state } = await status.decide(drill(family));
      expect(decision).toMatchObject({ revision: 3, toVersion: 2, change: { kind: "drilled" } });
      expect([state]).toEqual(before.families);
      await expect.poll(() => told.at(-1)?.revision, patience).toBe(3);
      await stop();
      expect(told.at(-1)).toEqual({ ...before, revision: 3, headHash: decision?.hash });
      const rolledBack = await status.decide(rollback(family, { expectedRevision: 2 }));
      expect(rolledBack.state.revision).toBe(4);
    },
  },
];
