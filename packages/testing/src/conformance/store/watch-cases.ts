import type { Snapshot } from "@promptrail/core/lifecycle";
import { expect } from "vitest";
import { bringLive, rollback } from "./sample-commands.js";
import { patience, type StoreCase } from "./store-case.js";

function collect(): { readonly told: Snapshot[]; readonly onProblem: (error: unknown) => void } {
  return {
    told: [],
    onProblem: (error) => {
      throw error;
    },
  };
}

export const watchCases: readonly StoreCase[] = [
  {
    title: "tells a watcher that is behind the state at once",
    run: async ({ store: { status }, family }) => {
      await bringLive(status, family, 2);
      const { told, onProblem } = collect();
      const stop = await status.watch(0, (snapshot) => told.push(snapshot), onProblem);
      await expect.poll(() => told.at(-1), patience).toEqual(await status.readSnapshot());
      await stop();
    },
  },
  {
    title: "tells a watcher of each later state, rising, up to the last",
    run: async ({ store: { status }, family }) => {
      await bringLive(status, family, 3);
      const { told, onProblem } = collect();
      const stop = await status.watch(3, (snapshot) => told.push(snapshot), onProblem);
      await status.decide(rollback(family, { fromVersion: 3 }));
      await status.decide(rollback(family, { fromVersion: 2 }));
      await expect.poll(() => told.at(-1)?.revision, patience).toBe(5);
      await stop();
      expect(told.at(-1)).toMatchObject({ families: [{ family, activeVersion: 1 }] });
      const revisions = told.map(({ revision }) => revision);
      expect(revisions).toEqual([...new Set(revisions)].sort((left, right) => left - right));
      expect(Math.min(...revisions)).toBeGreaterThan(3);
    },
  },
  {
    title: "tells nothing once the watch is stopped, while another goes on",
    run: async ({ store: { status }, family }) => {
      await bringLive(status, family, 2);
      const { told, onProblem } = collect();
      const others: Snapshot[] = [];
      const stop = await status.watch(2, (snapshot) => told.push(snapshot), onProblem);
      const stopOther = await status.watch(2, (snapshot) => others.push(snapshot), onProblem);
      await stop();
      await status.decide(rollback(family));
      await expect.poll(() => others.length, patience).toBe(1);
      await stopOther();
      expect(told).toEqual([]);
    },
  },
];
