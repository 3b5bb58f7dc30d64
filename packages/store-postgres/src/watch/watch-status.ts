import { advanceSnapshot, PromptrailError, type Snapshot } from "@promptrail/core";
import type { SqlPool } from "../sql/sql-pool.js";
import { readSnapshot } from "../status/read-snapshot.js";
import { createAlarm } from "./alarm.js";
import { decisionChannel, isNews } from "./notification.js";
import { type Head, type News, readNews } from "./read-news.js";

/** With a look's own limit it stays below 5 s from the database's return to the next answer. */
const backoffCapMs = 3_000;

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
 * Polls the revision whatever happens to notifications, which only make it look sooner. It looks on
 * after every error, at most 3 s later.
 */
export async function watchStatus(request: WatchRequest): Promise<() => Promise<void>> {
  const { pool, environment, pollMs } = request;
  const alarm = createAlarm();
  const seen: Seen = { revision: request.revision, base: null, regression: null, head: null };
  let isStopped = false;
  const watching = (async () => {
    let delayMs = pollMs;
    while (!isStopped) {
      try {
        await look(request, seen, () => isStopped);
        delayMs = pollMs;
      } catch (error) {
        if (!isStopped) report(request, error);
        delayMs = Math.min(delayMs * 2, backoffCapMs);
      }
      if (!isStopped) await alarm.wait(delayMs);
    }
  })();
  const unlisten = request.listen
    ? await startListening(pool, request, (payload) => {
        if (isNews(payload, environment, seen.revision)) alarm.ring();
      })
    : async () => {};
  return async () => {
    isStopped = true;
    alarm.ring();
    await Promise.all([watching, unlisten()]);
  };
}

interface Seen {
  revision: number;
  head: Head | null;
  /** The state at `revision`, on which the next news is put; null until it was read once. */
  base: Snapshot | null;
  /** The hash of the last head that was reported as a step back. */
  regression: string | null;
}

async function look(request: WatchRequest, seen: Seen, isStopped: () => boolean): Promise<void> {
  const { pool, environment } = request;
  const news = await readNews(pool, environment, seen.revision);
  if (news.revision <= seen.revision || !continues(news, seen)) {
    reportRegression(request, seen, news);
    // Read while nothing is urgent, so that the first decision costs one query as every other.
    if (seen.base === null && news.revision === seen.revision) await readBase(request, seen);
    return;
  }
  const { base } = seen;
  const snapshot =
    base === null ? await readSnapshot(pool, environment) : advanceSnapshot(base, news);
  // Stopped while it was read: nobody wants it any more.
  if (isStopped() || snapshot.revision <= seen.revision) return;
  seen.revision = snapshot.revision;
  seen.head = snapshot;
  seen.base = snapshot;
  try {
    request.onSnapshot(snapshot);
  } catch (error) {
    report(request, error);
  }
}

async function readBase({ pool, environment }: WatchRequest, seen: Seen): Promise<void> {
  const snapshot = await readSnapshot(pool, environment);
  if (snapshot.revision === seen.revision) seen.base = snapshot;
}

/** A higher revision alone proves nothing: a promoted standby goes on from what it has. */
function continues(news: News, { head: applied }: Seen): boolean {
  if (applied === null) return true;
  return news.storeId === applied.storeId && news.knownHash === applied.headHash;
}

/** Commits were lost, in a failover or by a restored dump: nothing to apply, someone must look. */
function reportRegression(request: WatchRequest, seen: Seen, head: Head): void {
  const known = seen.head ?? (head.revision === seen.revision ? head : null);
  seen.head ??= known;
  const isSame =
    known !== null && known.storeId === head.storeId && known.headHash === head.headHash;
  const id = `${head.storeId} ${head.headHash}`;
  if (isSame || seen.regression === id) return;
  seen.regression = id;
  report(
    request,
    new PromptrailError(
      "stale_state",
      `state_regression: The store of environment "${request.environment}" is at revision ${head.revision} of another history than revision ${seen.revision}, which this process has: decisions were lost, in a failover or by a restored dump. Compare with \`promptrail history\` and decide anew what is missing.`,
      {
        problem: "state_regression",
        environment: request.environment,
        revision: head.revision,
        known_revision: seen.revision,
      },
    ),
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
