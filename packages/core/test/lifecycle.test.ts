import { describe, expect, test } from "vitest";
import type { Command } from "../src/lifecycle.js";
import {
  base,
  declare,
  evidence,
  family,
  gated,
  hashOf,
  openSeen,
  promote,
  rollback,
  stateOf,
} from "./greeting-store.js";

describe("rollback", () => {
  test("goes one step back, holds, and marks the version that it left", async () => {
    const store = await openSeen();
    await store.status.decide(promote(3));
    const { state } = await store.status.decide(rollback());
    expect(state).toMatchObject({ activeVersion: 2, leftVersions: [3], hold: { revision: 3 } });
  });

  test("goes to a version that the code declares deprecated when nothing else was active", async () => {
    const store = await openSeen();
    expect((await store.status.decide(rollback())).state.activeVersion).toBe(1);
  });

  test.each([
    [7, "unknown_version"],
    [4, "archived_version"],
    [3, "not_eligible"],
  ] as const)("to version %i is refused as %s", async (version, code) => {
    const store = await openSeen();
    await expect(store.status.decide(rollback(version))).rejects.toMatchObject({ code });
  });

  test("of an unknown family is refused", async () => {
    const store = await openSeen();
    const command = { ...rollback(), family: "nobody" };
    await expect(store.status.decide(command)).rejects.toMatchObject({ code: "unknown_family" });
  });

  test("by two people at once lands one step back", async () => {
    const store = await openSeen();
    await store.status.decide(promote(3));
    const [first, second] = await Promise.all([
      store.status.decide(rollback()),
      store.status.decide(rollback()),
    ]);
    expect([first?.alreadyApplied, second?.alreadyApplied]).toEqual([false, true]);
    expect((await stateOf(store)).activeVersion).toBe(2);
  });

  test("from a version that is not active any more is refused", async () => {
    const store = await openSeen();
    await expect(store.status.decide({ ...rollback(), fromVersion: 3 })).rejects.toMatchObject({
      code: "stale_state",
    });
  });
});

describe("promote", () => {
  test("is refused without a suite, without evidence, and on evidence that does not pass", async () => {
    const store = await openSeen();
    const withoutSuite: Command = {
      ...base,
      kind: "promote",
      toVersion: 3,
      ground: { kind: "no_suite" },
    };
    await expect(store.status.decide(withoutSuite)).rejects.toThrow(/has no suite/);
    await expect(store.status.decide(gated(3))).rejects.toThrow(/there is no evidence/);
    for (const verdict of ["fail", "inconclusive"] as const) {
      const supersedes = { reason: "the dataset was corrected" };
      await store.evidence.save({ ...evidence(3, verdict), id: verdict, supersedes });
      await expect(store.status.decide(gated(3))).rejects.toThrow(`is ${verdict}: the reason`);
    }
  });

  test("records the evidence that it stands on", async () => {
    const store = await openSeen();
    await store.evidence.save(evidence(3, "pass"));
    const { decision, state } = await store.status.decide(gated(3));
    expect(decision?.evidenceId).toBe("evidence-3-pass");
    expect(state.activeVersion).toBe(3);
  });

  test("does not take evidence against another version than the active one", async () => {
    const store = await openSeen();
    await store.evidence.save(evidence(3, "pass", 1));
    await expect(store.status.decide(gated(3))).rejects.toMatchObject({ code: "gate_refused" });
  });

  test("clears the hold, the mark and the shadow", async () => {
    const store = await openSeen();
    await store.status.decide(promote(3));
    await store.status.decide(rollback());
    await store.status.decide({ ...base, kind: "shadow", version: 3, rate: 0.5 });
    expect((await store.status.decide(promote(3))).state).toMatchObject({
      activeVersion: 3,
      hold: null,
      leftVersions: [],
      shadow: null,
    });
  });
});

describe("a declaration", () => {
  const newer = { generation: 2, activeVersion: 3, ground: { kind: "no_gate" } } as const;

  test("of an old generation changes nothing", async () => {
    const store = await openSeen();
    const result = await store.status.decide(declare({ activeVersion: 1 }));
    expect(result).toMatchObject({ decision: null, state: { activeVersion: 2 } });
  });

  test("of a newer generation activates its version", async () => {
    const store = await openSeen();
    expect((await store.status.decide(declare(newer))).state.activeVersion).toBe(3);
  });

  test("never undoes a rollback, unless a newer one acknowledges it", async () => {
    const store = await openSeen();
    await store.status.decide(rollback());
    const held = await store.status.decide(declare(newer));
    expect(held.state.activeVersion).toBe(1);
    expect(held.state.declared.pending).toMatch(/a rollback at revision 2/);
    const acknowledged = declare({ ...newer, generation: 3, acknowledgedRevision: 2 });
    expect((await store.status.decide(acknowledged)).state).toMatchObject({
      activeVersion: 3,
      hold: null,
    });
  });

  test("never returns a version that was rolled back", async () => {
    const store = await openSeen();
    await store.status.decide(promote(3));
    await store.status.decide(rollback());
    const again = declare({ ...newer, acknowledgedRevision: 99 });
    const { state } = await store.status.decide(again);
    expect(state.activeVersion).toBe(2);
    expect(state.declared.pending).toMatch(/was rolled back here/);
  });

  test("waits for its evidence", async () => {
    const store = await openSeen();
    const ground = {
      kind: "evidence",
      key: { family, contentHash: hashOf(3), datasetHash: "d", suiteHash: "s" },
    } as const;
    const { state } = await store.status.decide(declare({ ...newer, ground }));
    expect(state).toMatchObject({ activeVersion: 2, declared: { generation: 2 } });
    expect(state.declared.pending).toMatch(/there is no evidence/);
  });
});

describe("archive", () => {
  test("is refused for the active version and for the rollback's target", async () => {
    const store = await openSeen();
    const archive = (version: number): Command => ({ ...base, kind: "archive", version });
    await expect(store.status.decide(archive(2))).rejects.toThrow(/it is active/);
    await expect(store.status.decide(archive(1))).rejects.toThrow(
      /it is the version to which a rollback would go/,
    );
    await store.status.decide(archive(3));
    await expect(store.status.decide(promote(3))).rejects.toMatchObject({
      code: "archived_version",
    });
  });
});
