import type { Drill, FleetMember, FleetStore, ProcessReport } from "../ports/fleet-store.js";

/** The fleet in memory: one process, and the followers of its server. */
export function createMemoryFleetStore(
  committedAt: (revision: number) => Date | undefined,
): FleetStore {
  const members = new Map<string, FleetMember>();
  const drills: Drill[] = [];
  return {
    report: async (report) => {
      const known = members.get(report.processId);
      members.set(report.processId, toMember(report, known, committedAt(report.revision)));
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

function toMember(
  { appliedAgoMs, ...report }: ProcessReport,
  known: FleetMember | undefined,
  committedAt: Date | undefined,
): FleetMember {
  const reportedAt = new Date();
  if (known?.revision === report.revision) {
    return { ...report, reportedAt, appliedAfterMs: known.appliedAfterMs };
  }
  const appliedAfterMs =
    committedAt === undefined
      ? null
      : Math.max(0, reportedAt.getTime() - committedAt.getTime() - appliedAgoMs);
  return { ...report, reportedAt, appliedAfterMs };
}
