import { randomInt, randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, utimesSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { PromptrailError } from "@promptrail/core";
import {
  type Claim,
  claimPath,
  claimSuffix,
  heartbeatMs,
  isAlive,
  readClaim,
  removeClaim,
  writeClaim,
} from "./claim.js";
import { readOwnIdentity } from "./process-identity.js";

/** Processes that start at once withdraw and try again; one that still finds another then gives up. */
const contentionMs = 500;

/**
 * Takes a folder for this process alone, until the returned function is called or the process ends.
 *
 * Each process writes a claim under a name of its own, then looks at the others'. Whoever sees no
 * living one has the folder: of two that come at once, the later to look sees the earlier. A dead
 * process's claim is removed by name, which no living process ever has, so takers cannot collide.
 *
 * @param folder what is locked; the claims are kept in `<folder>.lock`.
 * @throws PromptrailError `store_locked` that names the holder and the cure.
 */
export async function lockFolder(folder: string): Promise<() => void> {
  const claims = `${folder}.lock`;
  mkdirSync(claims, { recursive: true });
  const claim: Claim = {
    ...readOwnIdentity(),
    id: randomUUID(),
    since: new Date().toISOString(),
  };
  const release = () => removeClaim(claims, claim.id);
  try {
    await takeTurn(folder, claims, claim);
  } catch (error) {
    release();
    throw error;
  }
  const heartbeat = setInterval(() => showLife(claims, claim), heartbeatMs).unref();
  process.once("exit", release);
  return () => {
    clearInterval(heartbeat);
    process.removeListener("exit", release);
    release();
  };
}

async function takeTurn(folder: string, claims: string, claim: Claim): Promise<void> {
  const deadline = performance.now() + contentionMs;
  for (;;) {
    writeClaim(claims, claim);
    const other = findOther(claims, claim);
    if (other === undefined) return;
    if (performance.now() > deadline) throw locked(folder, other);
    // The first in order keeps its claim, so that of many that wait one gets through.
    if (claim.id > other.id) removeClaim(claims, claim.id);
    await wait(randomInt(5, 40));
  }
}

/** The living claim of another, the first in order. Removes those of dead processes. */
function findOther(claims: string, own: Claim): Claim | undefined {
  const others = readdirSync(claims)
    .filter((file) => file.endsWith(claimSuffix) && file !== `${own.id}${claimSuffix}`)
    .flatMap((file) => readClaim(claims, file) ?? []);
  for (const other of others) if (!isAlive(claims, other, own)) removeClaim(claims, other.id);
  return others
    .filter((other) => isAlive(claims, other, own))
    .sort((left, right) => (left.id < right.id ? -1 : 1))[0];
}

function showLife(claims: string, claim: Claim): void {
  const now = new Date();
  try {
    utimesSync(claimPath(claims, claim.id), now, now);
  } catch {
    // Someone removed the file by hand, as the error told them for a process that they know is gone.
  }
}

function locked(folder: string, holder: Claim): PromptrailError {
  const isHere = holder.pid === process.pid && holder.host === readOwnIdentity().host;
  const who = isHere
    ? `this process itself (pid ${holder.pid}), through another copy of @promptrail/store-postgres`
    : `process ${holder.pid} (${holder.command}) on ${holder.host}`;
  return new PromptrailError(
    "store_locked",
    `The embedded store ${folder} is in use by ${who} since ${holder.since}; only one process at a time can open it. Stop that process; or, where it is \`promptrail serve\`, talk to it: status, history, call, promote and rollback of the CLI do so by themselves, other programs use @promptrail/client.`,
    {
      folder,
      pid: holder.pid,
      host: holder.host,
      command: holder.command,
      since: holder.since,
    },
  );
}
