import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PromptrailError } from "@promptrail/core";
import { type ProcessIdentity, readStartMark } from "./process-identity.js";

/** A process's wish for a folder, or its hold on it: a file of its own in the lock folder. */
export interface Claim extends ProcessIdentity {
  readonly id: string;
  /** ISO 8601. */
  readonly since: string;
}

export const claimSuffix = ".json";

/** A holder that cannot be asked (another machine or container) shows life this often… */
export const heartbeatMs = 5_000;
/** …and counts as gone after this silence. */
const silenceMs = 60_000;

export function claimPath(folder: string, id: string): string {
  return join(folder, `${id}${claimSuffix}`);
}

/** Appears whole or not at all. */
export function writeClaim(folder: string, claim: Claim): void {
  const draft = join(folder, `${claim.id}.tmp`);
  writeFileSync(draft, `${JSON.stringify(claim, null, 2)}\n`);
  renameSync(draft, claimPath(folder, claim.id));
}

export function removeClaim(folder: string, id: string): void {
  rmSync(claimPath(folder, id), { force: true });
}

/**
 * Null when it is gone. A file that is not a claim is what a power cut leaves of one: it is removed.
 *
 * @throws PromptrailError `store_unavailable` when it cannot be read: its process may well live.
 */
export function readClaim(folder: string, file: string): Claim | null {
  const path = join(folder, file);
  const text = readText(path);
  if (text === null) return null;
  try {
    return JSON.parse(text) as Claim;
  } catch {
    rmSync(path, { force: true });
    return null;
  }
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw new PromptrailError(
      "store_unavailable",
      `The lock ${path} of the embedded store cannot be read. Run as the user who owns it, or correct its rights.`,
      { path },
      error,
    );
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

/** Whether the claim's process still runs. */
export function isAlive(folder: string, claim: Claim, own: ProcessIdentity): boolean {
  if (claim.host !== own.host || claim.space !== own.space) return showsLife(folder, claim);
  if (!exists(claim.pid)) return false;
  const mark = readStartMark(claim.pid);
  // Another start: the number was given to another process.
  return mark === null || claim.startMark === null || mark === claim.startMark;
}

function showsLife(folder: string, claim: Claim): boolean {
  const file = statSync(claimPath(folder, claim.id), { throwIfNoEntry: false });
  return file !== undefined && Date.now() - file.mtimeMs < silenceMs;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, and belongs to someone else.
    return codeOf(error) === "EPERM";
  }
}
