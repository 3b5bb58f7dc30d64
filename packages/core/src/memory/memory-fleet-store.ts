import type { Drill, FleetMember, FleetStore, ProcessReport } from "../ports/fleet-store.js";

/** The fleet in memory: one process, and the followers of its server. */
export function createMemoryFleetStore(
  committedAt: (revision: number) => Date | undefined,
): FleetStore {
  const members = new Map<string, FleetMember>();
  const drills: Drill[] = [];
  return {
    report: async (report) => {
      const known = members.get(report.processId) ?? null;
      const decidedAt = committedAt(report.revision) ?? null;
      members.set(report.processId, toFleetMember(report, known, decidedAt));
    },
    leave: async (processId) => void members.delete(processId),
    read: async (withinMs) => {
      const oldest = Date.now() - withinMs;
      return [...members.values()].filter(({ reportedAt }) => reportedAt.getTime() >= oldest);
    },
    saveDrill: async (drill) => void drills.push(drill),
    readDrills: async (limit) => drills.slice(-limit).reverse(),
  };
}

/**
 * A report as the fleet keeps it, by the clock of who keeps it.
 *
 * @param known what it keeps of the same process; null for none.
 * @param decidedAt when the reported revision was decided; null where no decision has it.
 */
export function toFleetMember(
  { appliedAgoMs, ...report }: ProcessReport,
  known: FleetMember | null,
  decidedAt: Date | null,
): FleetMember {
  const reportedAt = new Date();
  if (known?.revision === report.revision) {
    return { ...report, reportedAt, appliedAfterMs: known.appliedAfterMs };
  }
  // What it applied when it started may be old: how long that would have taken is not known.
  const appliedAfterMs =
    known === null || decidedAt === null
      ? null
      : Math.max(0, reportedAt.getTime() - decidedAt.getTime() - appliedAgoMs);
  return { ...report, reportedAt, appliedAfterMs };
}
