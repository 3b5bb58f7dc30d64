import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import { basename } from "node:path";

/** What tells a process from every other one, also from a later one with its number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** The machine, and on Linux the process-number space within it: containers have their own. */
  readonly host: string;
  readonly space: string | null;
  /** When the process started, in the system's own words; null where the system does not say. */
  readonly startMark: string | null;
  /** For people; its further arguments are left out, as they may hold secrets. */
  readonly command: string;
}

export function readOwnIdentity(): ProcessIdentity {
  return {
    pid: process.pid,
    host: hostname(),
    space: readProcessSpace(),
    startMark: readStartMark(process.pid),
    command: describeCommand(process.argv),
  };
}

/** No process has it as its start mark. */
const endedMark = "ended";

/**
 * The boot's id and the ticks since then, from `/proc`; null where there is none or no such process.
 * A process that ended and waits for its parent to notice has a mark that no other one has.
 */
export function readStartMark(pid: number): string | null {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // Fields 3 and 22, counted from behind the command's name, which may hold spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [state] = fields;
    return state === "Z" || state === "X" ? endedMark : `${boot}:${fields[19] ?? ""}`;
  } catch {
    return null;
  }
}

function readProcessSpace(): string | null {
  try {
    return readlinkSync("/proc/self/ns/pid");
  } catch {
    return null;
  }
}

/** `promptrail serve`: the program and its subcommand. */
export function describeCommand([runtime, script, first]: readonly string[]): string {
  const program = basename(script ?? runtime ?? "node");
  return first !== undefined && /^[a-z][a-z-]{0,30}$/.test(first) ? `${program} ${first}` : program;
}
