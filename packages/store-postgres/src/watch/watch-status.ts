import {
  advanceSnapshot,
  anotherHistory,
  type HistoryQuery,
  readAcceptance,
  type Snapshot,
} from "@promptrail/core";
import { decisionChannel } from "../announcements/payload.js";
import { isAway } from "../errors/is-away.js";
import type { SqlPool } from "../sql/sql-pool.js";
import { readHistory } from "../status/read-history.js";
import { readSnapshot } from "../status/read-snapshot.js";
import { createAlarm } from "./alarm.js";
import { hear } from "./hear.js";
import { type Head, type News, readNews } from "./read-news.js";
import type { Seen } from "./seen.js";

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
  readonly onSnapshot: (snapshot: Snapshot) => void;
  readonly onProblem: (error: unknown) => void;
}

/**
 * Applies what a notification carries where it comes next, and looks at once where it does not. The
 * revision is polled whatever happens to notifications: also after every error, at most 3 s later. A
 * database that refuses the look is asked once a pause: a flood of notifications must not ask it more often.
 */
export async function watchStatus(request: WatchRequest): Promise<() => Promise<void>> {
  const { pool, environment, pollMs } = request;
  const alarm = createAlarm();
  const stopping = createAlarm();
  const seen: Seen = {
    ...{ revision: request.revision, head: null, base: null },
    ...{ announcementKey: null, regression: null },
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
        else if (heard !== "nothing") tell(request, seen, heard);
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
  const isNext = news.revision > seen.revision && continues(news, seen);
  if (!isNext && !(await isAccepted(request, seen, news))) {
    reportRegression(request, seen, news);
    // Read while nothing is urgent, so that the first decision costs one query as every other.
    if (seen.base === null && news.revision === seen.revision) await readBase(request, seen);
    return;
  }
  // What was recovered is another history: nothing of what was told holds in it.
  const base = isNext ? seen.base : null;
  const snapshot =
    base === null ? await readSnapshot(pool, environment) : advanceSnapshot(base, news);
  // Stopped while it was read: nobody wants it any more.
  if (isStopped() || seen.revision !== known || snapshot.revision <= known) return;
  tell(request, seen, snapshot);
}

/** Only with a snapshot that is newer than what was seen. */
function tell(request: WatchRequest, seen: Seen, snapshot: Snapshot): void {
  seen.revision = snapshot.revision;
  seen.head = snapshot;
  seen.base = snapshot;
  seen.regression = null;
  try {
    request.onSnapshot(snapshot);
  } catch (error) {
    report(request, error);
  }
}

async function readBase({ pool, environment }: WatchRequest, seen: Seen): Promise<void> {
  const snapshot = await readSnapshot(pool, environment);
  const { head } = seen;
  if (head?.storeId === snapshot.storeId && head.headHash === snapshot.headHash) {
    seen.base = snapshot;
  }
}

/** A higher revision alone proves nothing: a promoted standby goes on from what it has. */
function continues(news: News, { head: applied }: Seen): boolean {
  if (applied === null) return true;
  return news.storeId === applied.storeId && news.knownHash === applied.headHash;
}

/**
 * Commits were lost, and somebody decided which state stands from then on. A head that was reported
 * is not asked about again.
 */
async function isAccepted(
  { pool, environment }: WatchRequest,
  { revision, head: applied, regression }: Seen,
  news: News,
): Promise<boolean> {
  const isLater = news.revision > revision && news.storeId === applied?.storeId;
  if (!isLater || regression === toId(news)) return false;
  const status = {
    readHistory: (query: HistoryQuery) => readHistory(pool, environment, query),
  };
  return await readAcceptance(status, revision);
}

function toId({ storeId, headHash }: Head): string {
  return `${storeId} ${headHash}`;
}

/** Commits were lost, in a failover or by a restored dump: nothing to apply, someone must look. */
function reportRegression(request: WatchRequest, seen: Seen, head: Head): void {
  const known = seen.head ?? (head.revision === seen.revision ? head : null);
  seen.head ??= known;
  const isSame =
    known !== null && known.storeId === head.storeId && known.headHash === head.headHash;
  const id = toId(head);
  if (isSame || seen.regression === id) return;
  seen.regression = id;
  report(
    request,
    anotherHistory({
      source: `The store of environment "${request.environment}"`,
      ...{ environment: request.environment, revision: head.revision },
      knownRevision: seen.revision,
      advice:
        "Compare with `promptrail history`, then let every process keep one of the two: `promptrail recover --keep fleet`, or `promptrail recover --keep store`.",
    }),
  );
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
