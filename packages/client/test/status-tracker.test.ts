import type { Snapshot } from "@promptrail/core/lifecycle";
import type { StatusChange } from "@promptrail/http-api";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { StatusTracker } from "../src/follow/status-tracker.js";
import { snapshotAt } from "./scripted-server.js";

function track(known: Snapshot | null = snapshotAt(1)) {
  const told: Snapshot[] = [];
  const onSnapshot = (snapshot: Snapshot) => told.push(snapshot);
  const tracker = new StatusTracker({ revision: known?.revision ?? 0, known, onSnapshot });
  return { tracker, told };
}

function changeTo(revision: number, previous = revision - 1): StatusChange {
  const { storeId, headHash, families } = snapshotAt(revision);
  const { headHash: previousHash } = snapshotAt(previous);
  const report = { declaredVersion: null, stateSource: "store", drift: null } as const;
  return {
    storeId,
    previousRevision: previous,
    previousHash,
    revision,
    headHash,
    stateSource: "store",
    etag: `"${revision}"`,
    families: families.map((state) => ({ ...state, ...report })),
  };
}

describe("what a follower knows", () => {
  test("grows by every way in any order, and each revision is told at most once", () => {
    const news = fc.record({
      revision: fc.integer({ min: 1, max: 12 }),
      previous: fc.integer({ min: 0, max: 11 }),
      isWhole: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(news, { maxLength: 40 }), (heard) => {
        const { tracker, told } = track();
        for (const { revision, previous, isWhole } of heard) {
          // A server behind the same address may be late for a moment, and is then asked again.
          if (isWhole)
            tracker.offer(snapshotAt(Math.max(revision, tracker.state?.revision ?? 0)), null);
          else if (previous < revision) tracker.offerChange(changeTo(revision, previous));
        }
        const revisions = told.map(({ revision }) => revision);
        expect(revisions).toEqual([...new Set(revisions)].sort((left, right) => left - right));
        expect(told.at(-1) ?? snapshotAt(1)).toEqual(snapshotAt(tracker.state?.revision ?? 0));
      }),
    );
  });

  test("takes a change that follows on it, with the ETag of the status after it", () => {
    const { tracker, told } = track();
    expect(tracker.offerChange(changeTo(2))).toBe(true);
    expect(told).toEqual([snapshotAt(2)]);
    expect(tracker.etag).toBe('"2"');
  });

  test.each([
    ["leaves a gap", changeTo(4)],
    ["begins before it", changeTo(3, 0)],
    ["is of another store", { ...changeTo(2), storeId: "store-2" }],
    ["went back", changeTo(0, 0)],
    ["bears its revision and another hash", { ...changeTo(1), headHash: "sha256-other" }],
  ])("does not take a change that %s", (_, change) => {
    const { tracker, told } = track();
    expect(tracker.offerChange(change)).toBe(false);
    expect(told).toEqual([]);
  });

  test("takes a server that is late once for one of several, and says so when it stays", () => {
    const { tracker, told } = track(snapshotAt(5));
    tracker.offer(snapshotAt(4), '"4"');
    tracker.offer(snapshotAt(5), '"5"');
    tracker.offer(snapshotAt(4), '"4"');
    expect(told).toEqual([]);
    tracker.unchanged();
    tracker.unchanged();
    tracker.offer(snapshotAt(3), '"3"');
    expect(told).toEqual([snapshotAt(4)]);
    tracker.offer(snapshotAt(5), '"5"');
    expect(tracker.state?.revision).toBe(5);
  });

  test("tells that a step back is over to those who heard of it, once", () => {
    const { tracker, told } = track(snapshotAt(5));
    for (const revision of [4, 4, 5, 5]) tracker.offer(snapshotAt(revision), null);
    expect(told).toEqual([snapshotAt(4), snapshotAt(5)]);
  });

  test("does not take a change that follows another history", () => {
    const { tracker, told } = track(snapshotAt(5));
    expect(tracker.offerChange({ ...changeTo(6), previousHash: "sha256-other" })).toBe(false);
    expect(told).toEqual([]);
    expect(tracker.offerChange(changeTo(6))).toBe(true);
  });

  test("tells of another hash at its revision as of a state that went back", () => {
    const { tracker, told } = track();
    const forked = { ...snapshotAt(1), headHash: "sha256-other" };
    tracker.offer(forked, null);
    tracker.offer(forked, null);
    expect(told).toEqual([forked]);
  });

  test("of which only the revision is known tells the first state that is newer", () => {
    const { tracker, told } = track(null);
    tracker.offer(snapshotAt(1), null);
    expect(told).toEqual([snapshotAt(1)]);
  });
});
