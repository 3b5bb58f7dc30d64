import { randomInt } from "node:crypto";
import { lstatSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { isPromptrailError, PromptrailError } from "@promptrail/core";
import { findErrorCode } from "@promptrail/core/errors";
import { fileUnwritable, makeFolder, readOwnIdentity } from "@promptrail/core/state-folder";
import type { Claim } from "./claim.js";
import { canBeAsked, findOther } from "./find-other.js";
import { FolderLock } from "./folder-lock.js";
import { silenceMs } from "./lock-timing.js";
import { OwnClaim } from "./own-claim.js";

/** Processes that start at once withdraw and try again; one that still finds another then gives up. */
const contentionMs = 500;

/**
 * Takes a folder for this process alone, until it is released, lost, or the process ends.
 *
 * Each process writes a claim under a name of its own, then looks at the others'. Whoever sees no
 * living one has the folder: of two that come at once, the later to look sees the earlier. A dead
 * process's claim is removed by name, which no living process ever has, so takers cannot collide.
 *
 * @param folder what is locked; the claims are kept in its folder `lock`, which goes wherever it is
 * mounted or linked.
 * @throws PromptrailError `store_locked` that names the holder and the cure; `file_unwritable`; `store_unavailable`.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const claim: Claim = { ...readOwnIdentity(), since: new Date().toISOString(), inode: null };
  const taken: OwnClaim[] = [];
  try {
    makeFolder(folder);
    taken.push(await take(folder, join(folder, "lock"), claim));
    const earlier = await takeEarlierPlace(folder, claim);
    if (earlier !== null) taken.push(earlier);
    return new FolderLock(taken);
  } catch (error) {
    for (const each of taken) each.withdraw();
    throw isOurs(error) ? error : unwritable(folder, error);
  }
}

/**
 * Beside the folder, where earlier versions look: claimed until the release after this one. Where nobody may
 * write there, as beside a mounted volume, they cannot either.
 */
async function takeEarlierPlace(folder: string, claim: Claim): Promise<OwnClaim | null> {
  try {
    return await take(folder, `${folder}.lock`, claim);
  } catch (error) {
    if (closed.has(codeOf(error))) return null;
    throw error;
  }
}

const closed: ReadonlySet<unknown> = new Set(["EROFS", "EACCES", "EPERM"]);

function codeOf(error: unknown): unknown {
  return findErrorCode(error);
}

async function take(folder: string, place: string, claim: Claim): Promise<OwnClaim> {
  makePlace(place);
  if (!lstatSync(place).isDirectory()) throw linked(folder, place);
  const own = new OwnClaim(place, claim);
  try {
    await takeTurn(folder, own);
    return own;
  } catch (error) {
    own.withdraw();
    throw error;
  }
}

function makePlace(place: string): void {
  try {
    mkdirSync(place, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
  }
}

async function takeTurn(folder: string, own: OwnClaim): Promise<void> {
  const deadline = performance.now() + contentionMs;
  for (;;) {
    own.put();
    const other = findOther(own);
    if (other === undefined) return;
    if (performance.now() > deadline) throw locked(folder, other.claim, own.claim);
    // The first in order keeps its claim, so that of many that wait one gets through.
    if (own.name > other.name) own.withdraw();
    await wait(randomInt(5, 40));
  }
}

function locked(folder: string, holder: Claim, own: Claim): PromptrailError {
  const { pid, host, command, since } = holder;
  const isNear = canBeAsked(holder, own);
  const isHere = isNear && pid === own.pid;
  const who = isHere
    ? `this process itself (pid ${pid}), through another copy of @promptrail/store-postgres`
    : `process ${pid} (${command}) on ${host}`;
  const end = isNear
    ? ""
    : ` That process is on another machine or in another container: if it has crashed, the store is free ${silenceMs / 1_000} s after its last heartbeat.`;
  return new PromptrailError(
    "store_locked",
    `The embedded store ${folder} is in use by ${who} since ${since}; only one process at a time can open it. Stop that process. If it is \`promptrail serve\`, send requests to it instead: the CLI's status, history, call, promote and rollback do so themselves, and other programs use @promptrail/client.${end}`,
    { folder, pid, host, command, since },
  );
}

function linked(folder: string, place: string): PromptrailError {
  return new PromptrailError(
    "store_unavailable",
    `The embedded store ${folder} cannot be locked: ${place} is a symbolic link, which is not followed. Remove the link.`,
    { folder, place },
  );
}

function unwritable(folder: string, cause: unknown): PromptrailError {
  const what = `The embedded store ${folder} cannot be locked`;
  return fileUnwritable({ what, file: folder }, cause);
}

/** Told of the store as a whole; a claim that cannot be written is not yet. */
function isOurs(error: unknown): boolean {
  return isPromptrailError(error) && error.code !== "file_unwritable";
}
