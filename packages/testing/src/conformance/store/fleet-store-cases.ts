import type { Drill, FleetMember, FleetStore, ProcessReport } from "@promptrail/core/lifecycle";
import { expect } from "vitest";
import { bringLive, drill } from "./sample-commands.js";
import { patience, type StoreCase } from "./store-case.js";

const anHour = 3_600_000;

function reportOf(processId: string, changes: Partial<ProcessReport> = {}): ProcessReport {
  return {
    processId,
    name: `shop-1:${processId}`,
    role: "runtime",
    revision: 0,
    appliedAgoMs: 0,
    stateSource: "store",
    problems: [],
    ...changes,
  };
}

async function readMember(fleet: FleetStore, processId: string): Promise<FleetMember | undefined> {
  return (await fleet.read(anHour)).find((member) => member.processId === processId);
}

/** What every fleet store must do, with the status store beside it. */
export const fleetStoreCases: readonly StoreCase[] = [
  {
    title: "tells each process once, as it reported last",
    run: async ({ store: { fleet } }) => {
      expect(await fleet.read(anHour)).toEqual([]);
      const problems = ["state_regression", "active_unavailable"];
      const last = [
        reportOf("a", { role: "server", stateSource: "last_known_good", problems }),
        reportOf("b", {
          role: "follower",
          name: 'grace\'s "laptop" 🛒',
          stateSource: "code_default",
        }),
      ];
      for (const { processId } of last) await fleet.report(reportOf(processId));
      for (const report of last) await fleet.report(report);
      const members = [...(await fleet.read(anHour))].sort((left, right) =>
        left.processId < right.processId ? -1 : 1,
      );
      expect(members).toEqual(
        last.map(({ processId, name, role, revision, stateSource, problems: told }, at) => ({
          processId,
          name,
          role,
          revision,
          stateSource,
          problems: told,
          reportedAt: members[at]?.reportedAt,
          appliedAfterMs: null,
        })),
      );
      expect(members.every(({ reportedAt }) => reportedAt instanceof Date)).toBe(true);
    },
  },
  {
    title: "counts a process's own time since it applied a revision as served",
    run: async ({ store: { status, fleet }, family }) => {
      await bringLive(status, family, 1);
      for (const process of ["late", "early"])
        await fleet.report(reportOf(process, { revision: 0 }));
      await fleet.report(reportOf("late", { revision: 1, appliedAgoMs: 0 }));
      const { appliedAfterMs: whole } = (await readMember(fleet, "late")) ?? {};
      await fleet.report(reportOf("early", { revision: 1, appliedAgoMs: anHour }));
      expect(whole).toBeGreaterThanOrEqual(0);
      expect((await readMember(fleet, "early"))?.appliedAfterMs).toBe(0);
    },
  },
  {
    title: "keeps how long a revision took to a process until it reports another",
    run: async ({ store: { status, fleet }, family }) => {
      await bringLive(status, family, 1);
      // What it started with may be old: nothing is known of that.
      await fleet.report(reportOf("new", { revision: 1 }));
      await fleet.report(reportOf("new", { revision: 1 }));
      expect(await readMember(fleet, "new")).toMatchObject({ revision: 1, appliedAfterMs: null });
      await fleet.report(reportOf("a", { revision: 0 }));
      await fleet.report(reportOf("a", { revision: 1 }));
      const first = await readMember(fleet, "a");
      expect(first?.appliedAfterMs).toBeGreaterThanOrEqual(0);
      expect(first?.appliedAfterMs).toBeLessThan(anHour);
      const reportAgain = async () => {
        await fleet.report(reportOf("a", { revision: 1 }));
        return (await readMember(fleet, "a"))?.reportedAt.getTime();
      };
      await expect
        .poll(reportAgain, patience)
        .toBeGreaterThan((first?.reportedAt.getTime() ?? 0) + 2);
      expect((await readMember(fleet, "a"))?.appliedAfterMs).toBe(first?.appliedAfterMs);
      await status.decide(drill(family));
      await fleet.report(reportOf("a", { revision: 2 }));
      const second = await readMember(fleet, "a");
      expect(second?.revision).toBe(2);
      expect(second?.appliedAfterMs).toBeGreaterThanOrEqual(0);
      // A revision that this store never had, as after a failover that lost it.
      await fleet.report(reportOf("a", { revision: 9 }));
      expect(await readMember(fleet, "a")).toMatchObject({ revision: 9, appliedAfterMs: null });
    },
  },
  {
    title: "leaves out a process that was silent for longer than asked, and forgets one that left",
    run: async ({ store: { fleet } }) => {
      await fleet.report(reportOf("a"));
      await fleet.report(reportOf("b"));
      await expect.poll(() => fleet.read(1), patience).toEqual([]);
      expect(await fleet.read(anHour)).toHaveLength(2);
      await fleet.leave("a");
      await fleet.leave("never-there");
      expect((await fleet.read(anHour)).map(({ processId }) => processId)).toEqual(["b"]);
    },
  },
  {
    title: "gives drills back as they were saved, newest first, up to a limit",
    run: async ({ store: { status, fleet }, family }) => {
      await bringLive(status, family, 1);
      const saved: Drill[] = [];
      for (const appliedAfterMs of [[], [0.7, 12, 650.25], [3]]) {
        const { decision } = await status.decide(drill(family));
        const { revision = 0, decidedAt: startedAt = new Date() } = decision ?? {};
        const each = { family, revision, actor: "grace", startedAt, processes: 4, appliedAfterMs };
        await fleet.saveDrill(each);
        saved.push(each);
      }
      expect(await fleet.readDrills(2)).toEqual([saved[2], saved[1]]);
    },
  },
  {
    title: "keeps environments apart",
    run: async ({ store: { fleet }, family, openOther }) => {
      await fleet.report(reportOf("a"));
      const other = await openOther(`${family}-elsewhere`);
      await other.fleet.leave("a");
      expect(await other.fleet.read(anHour)).toEqual([]);
      expect(await fleet.read(anHour)).toHaveLength(1);
    },
  },
];
