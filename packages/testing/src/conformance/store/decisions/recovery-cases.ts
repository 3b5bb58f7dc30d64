import { createHistoryVerifier, toRecoveredState } from "@promptrail/core/lifecycle";
import { expect } from "vitest";
import { bringLive, declare, promote, recover, rollback } from "../sample-commands.js";
import type { StoreCase } from "../store-case.js";

/** What is decided on every family after decisions were lost. */
export const recoveryCases: readonly StoreCase[] = [
  {
    title: "recovers every family, whether its state is restored or kept, under new revisions",
    run: async ({ store: { status }, family }) => {
      const other = `${family}_other`;
      await bringLive(status, family, 3);
      await bringLive(status, other, 2);
      const fleet = await status.decide(rollback(family, { reason: "it lies" }));
      const [, standing] = (await status.readSnapshot()).families;
      // What the fleet does not have, as after a failover.
      await status.decide(promote(family, 1));
      const kept = toRecoveredState(fleet.state);
      const putBack = await status.decide(recover(family, kept, { lostRevision: 6 }));
      expect(putBack).toMatchObject({
        alreadyApplied: false,
        decision: {
          revision: 8,
          fromVersion: 1,
          toVersion: 2,
          change: { kind: "recovered", kept },
        },
        state: { ...kept, revision: 8, hold: { revision: 8, reason: "it lies" } },
      });
      const stands = await status.decide(recover(other, null, { lostRevision: 6, actor: "grace" }));
      expect(stands.decision?.change).toEqual({ kind: "recovered", kept: null, lostRevision: 6 });
      const { decision } = stands;
      const stamp = { revision: 9, decidedBy: "grace", decidedAt: decision?.decidedAt };
      expect(stands.state).toEqual({ ...standing, ...stamp });
      const snapshot = await status.readSnapshot();
      expect(snapshot).toMatchObject({ revision: 9, headHash: decision?.hash });
      const { families } = snapshot;
      const expected = [putBack.state, stands.state];
      expect(families).toHaveLength(2);
      expect(families).toEqual(expect.arrayContaining(expected));
      const history = await status.readHistory({ family: null, limit: 100, before: null });
      const verifier = createHistoryVerifier();
      expect(verifier.add(history.toReversed())).toEqual([]);
      expect(verifier.finish(snapshot)).toEqual([]);
    },
  },
  {
    title:
      "refuses to restore a version that is not registered, or a family that was decided on meanwhile",
    run: async ({ store: { status }, family }) => {
      await bringLive(status, family, 2);
      const before = await status.readSnapshot();
      const [state] = before.families;
      if (state === undefined) throw new TypeError("The family was brought live.");
      const unknown = status.decide(recover(family, { ...state, activeVersion: 7 }));
      await expect(unknown).rejects.toMatchObject({ code: "unknown_version" });
      const stale = status.decide(recover(family, null, { expectedRevision: 1 }));
      await expect(stale).rejects.toMatchObject({ code: "stale_state" });
      const unseen = status.decide(recover(`${family}_other`, null));
      await expect(unseen).rejects.toMatchObject({ code: "unknown_family" });
      expect(await status.readSnapshot()).toEqual(before);
    },
  },
  {
    title: "puts a hold back that no acknowledgement of the lost history reaches",
    run: async ({ store: { status }, family }) => {
      await bringLive(status, family, 2);
      const { state } = await status.decide(rollback(family));
      await status.decide(recover(family, state, { lostRevision: 50 }));
      const newer = declare(family, 2, { generation: 2, acknowledgedRevision: 50 });
      expect((await status.decide(newer)).state).toMatchObject({ activeVersion: 1 });
      const [held] = (await status.readSnapshot()).families;
      expect(held).toMatchObject({ hold: { revision: 51 }, declared: { generation: 2 } });
      expect(held?.declared.pending).not.toBeNull();
    },
  },
];
