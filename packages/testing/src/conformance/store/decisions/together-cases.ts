import {
  type CommandOutcome,
  type OpenStore,
  type Snapshot,
  verifyHistory,
} from "@promptrail/core/lifecycle";
import { expect, vi } from "vitest";
import { bringLive, declare, promote, rollback } from "../sample-commands.js";
import { sampleVersion } from "../sample-versions.js";
import { patience, type StoreCase } from "../store-case.js";

/** Three families whose version 2 is active, from revision 1 to 6. */
async function bringThreeLive({ status }: OpenStore, family: string): Promise<readonly string[]> {
  const families = ["a", "b", "c"].map((each) => `${family}_${each}`);
  for (const each of families) await bringLive(status, each, 2);
  return families;
}

const isRefused = ({ refusal }: CommandOutcome) => refusal?.code ?? null;

/** Commands that are decided in one transaction. */
export const togetherCases: readonly StoreCase[] = [
  {
    title: "decides on many families together: one decision each, in their order, told at once",
    run: async ({ store, family }) => {
      const { status } = store;
      const families = await bringThreeLive(store, family);
      const told: Snapshot[] = [];
      const onProblem = vi.fn<(error: unknown) => void>();
      const stop = await status.watch(6, (snapshot) => told.push(snapshot), onProblem);
      const commands = families.map((each) => rollback(each, { toVersion: 1, fromVersion: 2 }));
      const outcomes = await status.decideAll(commands);
      expect(outcomes.map(({ result }) => result?.decision?.revision)).toEqual([7, 8, 9]);
      const snapshot = await status.readSnapshot();
      expect(snapshot.families).toEqual(outcomes.map(({ result }) => result?.state));
      expect(snapshot).toMatchObject({
        revision: 9,
        families: [7, 8, 9].map((revision) => ({ activeVersion: 1, hold: { revision } })),
      });
      await expect.poll(() => told.at(-1), patience).toEqual(snapshot);
      await stop();
      // Nobody sees one of them without the others.
      expect(told.every(({ revision }) => revision === 9)).toBe(true);
      const history = await status.readHistory({ family: null, limit: 20, before: null });
      expect(verifyHistory(history.toReversed(), snapshot)).toEqual([]);
      expect(onProblem).not.toHaveBeenCalled();
    },
  },
  {
    title: "decides on the others where one of many is refused, and leaves no gap",
    run: async ({ store, family }) => {
      const { status } = store;
      const [first = "", second = "", third = ""] = await bringThreeLive(store, family);
      const outcomes = await status.decideAll([
        rollback(`${family}_x`, { toVersion: 1 }),
        rollback(first, { toVersion: 1, fromVersion: 2 }),
        rollback(second, { toVersion: 1, fromVersion: 1 }),
        rollback(third, { toVersion: 1, fromVersion: 2 }),
      ]);
      expect(outcomes.map(isRefused)).toEqual(["unknown_family", null, "stale_state", null]);
      const snapshot = await status.readSnapshot();
      expect(snapshot).toMatchObject({
        revision: 8,
        families: [
          { activeVersion: 1, revision: 7 },
          { activeVersion: 2, revision: 4 },
          { activeVersion: 1, revision: 8 },
        ],
      });
    },
  },
  {
    title: "answers each repeated key of many with its first decision, and decides on the others",
    run: async ({ store, family }) => {
      const { status } = store;
      const families = await bringThreeLive(store, family);
      const commands = families.map((each) =>
        rollback(each, { toVersion: 1, fromVersion: 2, idempotencyKey: `run-1:${each}` }),
      );
      const [first] = await status.decideAll(commands.slice(0, 1));
      const again = await status.decideAll(commands);
      expect(again.map(({ result }) => result?.alreadyApplied)).toEqual([true, false, false]);
      expect(again[0]?.result?.decision).toEqual(first?.result?.decision);
      const keys = commands.map(({ idempotencyKey }) => idempotencyKey ?? "");
      const found = await Promise.all([...keys, "another"].map((key) => status.findDecision(key)));
      expect(found).toEqual([...again.map(({ result }) => result?.decision), null]);
      expect((await status.readSnapshot()).revision).toBe(9);
    },
  },
  {
    title: "decides on none of many where a key is another family's",
    run: async ({ store, family }) => {
      const { status } = store;
      const [first = "", second = ""] = await bringThreeLive(store, family);
      await status.decide(rollback(first, { idempotencyKey: "key-1" }));
      const asked = status.decideAll([
        rollback(first, { toVersion: 1, idempotencyKey: "key-2" }),
        rollback(second, { toVersion: 1, idempotencyKey: "key-1" }),
      ]);
      await expect(asked).rejects.toMatchObject({ code: "request_invalid" });
      expect((await status.readSnapshot()).revision).toBe(7);
    },
  },
  {
    title: "lets each declaration that waited take effect with the many that it waited for",
    run: async ({ store, family }) => {
      const { status } = store;
      const families = await bringThreeLive(store, family);
      for (const each of families.slice(0, 2)) {
        await status.registerVersions([sampleVersion(each, 3)]);
        await status.decide(rollback(each, { toVersion: 1 }));
        await status.decide(declare(each, 3, { generation: 2 }));
      }
      const outcomes = await status.decideAll(
        families.map((each) => ({ ...promote(each, 2), kind: "resume" as const })),
      );
      expect(outcomes.map(({ result }) => result?.state.activeVersion)).toEqual([3, 3, 2]);
      expect(outcomes.map(({ result }) => result?.followUp?.change.kind)).toEqual([
        "declared",
        "declared",
        undefined,
      ]);
      const snapshot = await status.readSnapshot();
      const history = await status.readHistory({ family: null, limit: 50, before: null });
      expect(verifyHistory(history.toReversed(), snapshot)).toEqual([]);
    },
  },
];
