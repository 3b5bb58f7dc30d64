import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** The processes that a process has started and that have not ended. */
export function listChildren(parent: number): readonly number[] {
  const pairs = process.platform === "linux" ? readProc() : askPs();
  return pairs.filter(([, parentPid]) => parentPid === parent).map(([pid]) => pid);
}

type PidAndParent = readonly [pid: number, parent: number];

/** Not every Linux has `ps`. */
function readProc(): readonly PidAndParent[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid): PidAndParent[] => {
    const parent = readParent(pid);
    return parent === null ? [] : [[Number(pid), parent]];
  });
}

/** Null for a process that ended meanwhile. */
function readParent(pid: string): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // `pid (name) state parent ...`, and a name may hold anything.
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return null;
  }
}

function askPs(): readonly PidAndParent[] {
  const printed = execFileSync("ps", ["-A", "-o", "pid=", "-o", "ppid="], { encoding: "utf8" });
  return printed
    .trim()
    .split("\n")
    .map((line): PidAndParent => {
      const [pid, parent] = line.trim().split(/\s+/);
      return [Number(pid), Number(parent)];
    });
}
