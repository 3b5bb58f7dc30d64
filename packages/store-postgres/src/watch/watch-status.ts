import { advanceSnapshot, type Snapshot, type SnapshotHead } from "@promptrail/core/lifecycle";
import { decisionChannel } from "../announcements/announcement.js";
import { isAway } from "../errors/is-away.js";
import type { SqlPool } from "../sql/sql-pool.js";
import { readSnapshot } from "../status/read-snapshot.js";
import { createAlarm } from "./alarm.js";
import type { Seen } from "./hear.js";
import { hear } from "./hear.js";
import { type News, readNews } from "./read-news.js";

/** With a look's own limit it stays below 5 s from the database's return to the next answer. */
export const backoffCapMs = 3_000;

export interface WatchRequest {
  readonly pool: SqlPool;
  readonly environment: string;
  /** The revision that the caller has. */
  readonly revision: number;
  readonly pollMs: number;
  /** False: only by polling. */
  readonly listen: boolean;
  readonly onSnapshot: (snapshot: Snapshot, follows: SnapshotHead | null) => void;
  readonly onProblem: (error: unknown) => void;
}

/**
 * Tells what a notification carries where it comes next, and looks at once where it does not. The
 * revision is polled whatever happens to notifications: also after every error, at most 3 s later. A
 * database that refuses the look is asked once a pause: a flood of notifications must not ask it more often.
 */
export async function watchStatus(request: WatchRequest): Promise<() => Promise<void>> {
  const { pool, environment, pollMs } = request;
  const alarm = createAlarm();
  const stopping = createAlarm();
  const seen: Seen = {
    revision: request.revision,
    head: null,
    base: null,
    announcementKey: null,
  };
  let isStopped = false;
  const watching = (async () => {
    let delayMs = pollMs;
    while (!isStopped) {
      const failure = await tryToLook(request, seen, () => isStopped);
      delayMs = failure === null ? pollMs : Math.min(delayMs * 2, backoffCapMs);
      // The first notification after an outage says that the database is back.
      const waker = failure === null || isAway(failure.error) ? alarm : stopping;
      if (!isStopped) await waker.wait(delayMs);
    }
  })();
  const unlisten = request.listen
    ? await startListening(pool, request, (payload) => {
        const heard = isStopped ? "nothing" : hear(payload, environment, seen);
        if (heard === "look") alarm.ring();
        else if (heard !== "nothing") tell(request, seen, heard, seen.base);
      })
    : async () => {};
  return async () => {
    isStopped = true;
    alarm.ring();
    stopping.ring();
    await Promise.all([watching, unlisten()]);
  };
}

/** Reports why a look failed, and returns it; null where it did not. */
async function tryToLook(
  request: WatchRequest,
  seen: Seen,
  isStopped: () => boolean,
): Promise<{ readonly error: unknown } | null> {
  try {
    await look(request, seen, isStopped);
    return null;
  } catch (error) {
    if (!isStopped()) report(request, error);
    return { error };
  }
}

async function look(request: WatchRequest, seen: Seen, isStopped: () => boolean): Promise<void> {
  const { pool, environment } = request;
  const known = seen.revision;
  const news = await readNews(pool, environment, known);
  seen.announcementKey = news.announcementKey;
  // A notification was faster: what was asked for is no longer of interest.
  if (seen.revision !== known) return;
  seen.head ??= news.revision === known ? news : null;
  if (seen.head !== null && isSame(news, seen.head)) {
    // Read while nothing is urgent, so that the first decision costs one query as every other.
    if (seen.base === null) await readBase(request, seen);
    return;
  }
  const base = seen.base !== null && continues(news, seen.base) ? seen.base : null;
  const snapshot =
    base === null ? await readSnapshot(pool, environment) : advanceSnapshot(base, news);
  // Stopped while it was read: nobody wants it any more.
  if (isStopped() || seen.revision !== known) return;
  // The two reads may have met two servers, of which one lags: what is told already is no news.
  if (seen.head !== null && isSame(snapshot, seen.head)) return;
  tell(request, seen, snapshot, isSame(news, snapshot) ? toKnownPoint(news, known) : null);
}

/** The point of the news' history at the revision that was told last; null where it has none. */
function toKnownPoint({ storeId, knownHash }: News, revision: number): SnapshotHead | null {
  return knownHash === null ? null : { storeId, revision, headHash: knownHash };
}

function tell(
  request: WatchRequest,
  seen: Seen,
  snapshot: Snapshot,
  follows: SnapshotHead | null,
): void {
  seen.revision = snapshot.revision;
  seen.head = snapshot;
  seen.base = snapshot;
  try {
    request.onSnapshot(snapshot, follows);
  } catch (error) {
    report(request, error);
  }
}

async function readBase({ pool, environment }: WatchRequest, seen: Seen): Promise<void> {
  const snapshot = await readSnapshot(pool, environment);
  if (seen.head !== null && isSame(seen.head, snapshot)) seen.base = snapshot;
}

/** What changed can be put on the state that was told: a promoted standby may go on from another one. */
function continues(news: News, base: Snapshot): boolean {
  const isNewer = news.revision > base.revision;
  return isNewer && news.storeId === base.storeId && news.knownHash === base.headHash;
}

function isSame(one: SnapshotHead, other: SnapshotHead): boolean {
  return one.storeId === other.storeId && one.headHash === other.headHash;
}

async function startListening(
  pool: SqlPool,
  request: WatchRequest,
  onPayload: (payload: string) => void,
): Promise<() => Promise<void>> {
  try {
    return await pool.listen(decisionChannel, onPayload, (error) => report(request, error));
  } catch (error) {
    report(request, error);
    return async () => {};
  }
}

function report({ onProblem }: WatchRequest, error: unknown): void {
  try {
    onProblem(error);
  } catch {
    // An observer cannot break the watch.
  }
}
