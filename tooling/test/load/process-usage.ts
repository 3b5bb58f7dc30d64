import { readdirSync, readFileSync } from "node:fs";

/** Why what a process uses cannot be told, for the titles of tests; null where it can. */
export const noUsageReason =
  process.platform === "linux"
    ? null
    : `only Linux tells what a process uses, not ${process.platform}`;

/** The most memory that a process ever had, resident, in bytes. */
export function readPeakMemory(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  if (kilobytes === undefined) throw new Error(`/proc/${pid}/status does not tell VmHWM.`);
  return Number(kilobytes) * 1_024;
}

export function countDescriptors(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}
