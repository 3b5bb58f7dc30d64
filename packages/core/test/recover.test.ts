import { describe, expect, test } from "vitest";
import type { Decision } from "../src/index.js";
import { acceptsHistory, readAcceptance } from "../src/lifecycle/history/accepts-history.js";
import {
  type Change,
  type FamilyState,
  type RecoverCommand,
  type RecoveredState,
  toRecoveredState,
} from "../src/lifecycle.js";
import { base, declare, family, openSeen, promote, rollback, stateOf } from "./greeting-store.js";

function recover(kept: RecoveredState | null, changes: Partial<RecoverCommand> = {}) {
  const command: RecoverCommand = { ...base, kind: "recover", kept, lostRevision: 7, ...changes };
  return command;
}

/** The store before decisions were lost, and the state that the fleet serves of them. */
async function loseRollback() {
  const lost = await openSeen();
  await lost.status.decide(promote(3));
  await lost.status.decide(rollback(1));
  const store = await openSeen();
  return { store, fleet: await stateOf(lost) };
}

describe("a recovery", () => {
  test("that keeps the store's state records who wanted it, and leaves the state", async () => {
    const store = await openSeen();
    const before = await stateOf(store);
    const { decision, state } = await store.status.decide(recover(null, { actor: "grace" }));
    const change = { kind: "recovered", kept: null, lostRevision: 7 };
    expect(decision).toMatchObject({ change, actor: "grace", fromVersion: 2, toVersion: 2 });
    expect(state).toEqual({
      ...before,
      revision: 2,
      decidedBy: "grace",
      decidedAt: decision?.decidedAt,
    });
  });

  test("puts the kept state back, with a hold that nothing acknowledged before reaches", async () => {
    const { store, fleet } = await loseRollback();
    const { decision, state } = await store.status.decide(recover(fleet, { lostRevision: 3 }));
    expect(decision).toMatchObject({ revision: 2, fromVersion: 2, toVersion: 1 });
    expect(state).toEqual({
      ...fleet,
      revision: 2,
      hold: { revision: 4, reason: "Because." },
      decidedBy: "ada",
      decidedAt: decision?.decidedAt,
    });
    const newer = { generation: 2, activeVersion: 2 } as const;
    const early = await store.status.decide(
      declare({ ...newer, acknowledgedRevision: 3, ground: { kind: "no_gate" } }),
    );
    expect(early.state).toMatchObject({ activeVersion: 1, declared: { generation: 2 } });
    expect(early.state.declared.pending).toMatch(/hold/);
  });

  test("records of a whole state only what it puts back", async () => {
    const { store, fleet } = await loseRollback();
    const { decision } = await store.status.decide(recover(fleet));
    const kept = toRecoveredState(fleet);
    expect(decision?.change).toEqual({ kind: "recovered", kept, lostRevision: 7 });
    expect(kept).not.toHaveProperty("revision");
  });

  test("of a state without a hold ends the store's", async () => {
    const store = await openSeen();
    const fleet = await stateOf(store);
    await store.status.decide(promote(3));
    await store.status.decide(rollback());
    const { state } = await store.status.decide(recover(fleet));
    expect(state).toMatchObject({ activeVersion: 2, hold: null, leftVersions: [] });
  });

  test("keeps the declaration of the higher generation, whoever has it", async () => {
    const store = await openSeen();
    const before = await stateOf(store);
    const declared = { ...before.declared, generation: 5 };
    const { state: kept } = await store.status.decide(recover({ ...before, declared }));
    expect(kept.declared).toEqual(declared);
    const { state } = await store.status.decide(recover(before));
    expect(state.declared).toEqual(declared);
  });

  test("never leaves an active version that is archived, or was not activated", async () => {
    const store = await openSeen();
    const before = await stateOf(store);
    const kept = { ...before, activeVersion: 3, archivedVersions: [1, 3] };
    const { state } = await store.status.decide(recover(kept));
    expect(state).toMatchObject({ activatedVersions: [2, 3], archivedVersions: [1] });
  });

  test.each([
    ["active", () => ({ activeVersion: 9 })],
    ["shadow", () => ({ shadow: { version: 9, rate: 1 } })],
    [
      "waiting",
      ({ declared }: FamilyState) => ({
        declared: { ...declared, generation: 5, activeVersion: 9, pending: "It waits." },
      }),
    ],
  ])(
    "refuses a state whose %s version is not registered, and says what to do",
    async (_title, lose) => {
      const store = await openSeen();
      const before = await stateOf(store);
      const refused = store.status.decide(recover({ ...before, ...lose(before) }));
      await expect(refused).rejects.toMatchObject({ code: "unknown_version" });
      await expect(refused).rejects.toThrow(/greeting_v9 .*Start or deploy a build/);
      expect(await stateOf(store)).toEqual(before);
    },
  );

  test("forgets a previous version whose registration was lost", async () => {
    const store = await openSeen();
    const before = await stateOf(store);
    const { state } = await store.status.decide(recover({ ...before, previousVersion: 9 }));
    expect(state.previousVersion).toBeNull();
  });

  test("is refused for an unknown family, and for who saw another state", async () => {
    const store = await openSeen();
    const unknown = store.status.decide(recover(null, { family: "other" }));
    await expect(unknown).rejects.toMatchObject({ code: "unknown_family" });
    const stale = store.status.decide(recover(null, { expectedRevision: 7 }));
    await expect(stale).rejects.toMatchObject({ code: "stale_state" });
  });
});

describe("a process whose last decision was lost applies the store's state", () => {
  const stands: Change = { kind: "recovered", kept: null, lostRevision: 7 };

  async function decisionsOf(...commands: readonly RecoverCommand[]): Promise<readonly Decision[]> {
    const store = await openSeen();
    for (const command of commands) await store.status.decide(command);
    return await store.status.readHistory({ family, limit: 100, before: null });
  }

  test("once a recovery above what it has applied is complete, and not before", async () => {
    const kept = toRecoveredState(await stateOf(await openSeen()));
    const begun = await decisionsOf(recover(kept), recover(kept));
    expect([0, 1, 2, 3].map((applied) => acceptsHistory(begun, applied))).toEqual([
      ...[false, false, false, false],
    ]);
    const complete = await decisionsOf(recover(kept), recover(null));
    expect(complete[0]).toMatchObject({ revision: 3, change: stands });
    expect([0, 1, 2, 3, 4].map((applied) => acceptsHistory(complete, applied))).toEqual([
      ...[true, true, true, false, false],
    ]);
  });

  test("not for what is decided without a recovery", async () => {
    const store = await openSeen();
    for (const version of [1, 3, 1]) await store.status.decide(promote(version));
    const history = await store.status.readHistory({ family, limit: 100, before: null });
    expect(acceptsHistory(history, 0)).toBe(false);
  });

  test("however many decisions came after the recovery, and reads no further than it must", async () => {
    const store = await openSeen();
    await store.status.decide(recover(null));
    for (let count = 0; count < 250; count += 1) {
      await store.status.decide({ ...base, kind: "drill" });
    }
    const asked: (number | null)[] = [];
    const status: Parameters<typeof readAcceptance>[0] = {
      readHistory: (query) => {
        asked.push(query.before);
        return store.status.readHistory(query);
      },
    };
    expect(await readAcceptance(status, 1)).toBe(true);
    expect(asked).toEqual([null, 153, 53]);
    expect(await readAcceptance(status, 2)).toBe(false);
    asked.length = 0;
    expect(await readAcceptance(status, 200)).toBe(false);
    expect(asked).toEqual([null]);
    expect(await readAcceptance({ readHistory: async () => [] }, 0)).toBe(false);
  });
});
