import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import { basename } from "node:path";
import { findErrorCode } from "../errors/any-error.js";

/** What tells a process from every other one, also from a later one with its number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** The machine's name, which others may have, too. */
  readonly host: string;
  /** The id that a machine takes each time it starts; null where the system has none. */
  readonly boot: string | null;
  /** On Linux the space in which the process has its number: containers have their own. */
  readonly space: string | null;
  /** When the process started, in the system's own words; null where the system does not say. */
  readonly startMark: string | null;
  /** For people; its further arguments are left out, as they may hold secrets. */
  readonly command: string;
}

/** The identity of this process, by which others can find out whether it still runs. */
export function readOwnIdentity(): ProcessIdentity {
  return {
    pid: process.pid,
    host: hostname(),
    boot: readBoot(),
    space: readLink("/proc/self/ns/pid"),
    startMark: readStartMark(process.pid),
    command: describeCommand(process.argv),
  };
}

/** Whether a process of this number space runs, and is no later one with its number. */
export function isRunning({ pid, startMark }: Pick<ProcessIdentity, "pid" | "startMark">): boolean {
  if (!hasNumber(pid)) return false;
  const mark = readStartMark(pid);
  return mark === null || startMark === null || mark === startMark;
}

function hasNumber(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, and belongs to someone else.
    return findErrorCode(error) === "EPERM";
  }
}

/** No process has it as its start mark. */
const endedMark = "ended";

/**
 * The boot's id and the ticks since then, from `/proc`; null where there is none or no such process.
 * A process that ended and waits for its parent to notice has a mark that no other one has.
 */
export function readStartMark(pid: number): string | null {
  const boot = readBoot();
  // A `/proc` of other numbers than this process's own tells of other processes.
  if (boot === null || readLink("/proc/self") !== String(process.pid)) return null;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // Fields 3 and 22, counted from behind the command's name, which may hold spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [state] = fields;
    return state === "Z" || state === "X" ? endedMark : `${boot}:${fields[19] ?? ""}`;
  } catch {
    return null;
  }
}

function readBoot(): string | null {
  try {
    return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  } catch {
    return null;
  }
}

function readLink(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}

/** `promptrail serve`: the program and its subcommand. */
function describeCommand([runtime, script, first]: readonly string[]): string {
  const program = basename(script ?? runtime ?? "node");
  return first !== undefined && /^[a-z][a-z-]{0,30}$/.test(first) ? `${program} ${first}` : program;
}
