import { setTimeout as delay } from "node:timers/promises";
import type { StatusReport } from "@promptrail/core";
import type { FamilyState, FleetMember } from "@promptrail/core/lifecycle";
import type { Backend } from "./backend.js";
import { unlessForbidden } from "./unless-forbidden.js";

/** A decision reaches every process within a second: one that is behind for longer is news. */
const graceMs = 1_000;
const pollMs = 50;

/** Which processes serve what is live of one family. */
export interface ServedFamily {
  readonly processes: number;
  readonly serving: number;
  /** The names of those that have not applied the family's last decision. */
  readonly behind: readonly string[];
}

/** What is live, and the processes that should serve it. */
export interface ServedStatus {
  readonly status: StatusReport;
  readonly members: readonly FleetMember[];
}

/** Reads both; where a process is behind, it is given a moment to take what was just decided. */
export async function readServed(
  backend: Pick<Backend, "status" | "fleet">,
): Promise<ServedStatus> {
  const status = await backend.status();
  const newest = Math.max(0, ...status.snapshot.families.map(({ revision }) => revision));
  const deadline = performance.now() + graceMs;
  for (;;) {
    const members = await unlessForbidden(backend.fleet(), []);
    const isBehind = members.some(({ revision }) => revision < newest);
    if (!isBehind || performance.now() >= deadline) return { status, members };
    await delay(pollMs);
  }
}

export function toServedFamily(state: FamilyState, members: readonly FleetMember[]): ServedFamily {
  const behind = members.filter(({ revision }) => revision < state.revision);
  return {
    processes: members.length,
    serving: members.length - behind.length,
    behind: behind.map(({ name }) => name),
  };
}
