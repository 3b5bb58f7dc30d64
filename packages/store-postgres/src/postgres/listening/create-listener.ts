import { setTimeout as wait } from "node:timers/promises";
import { PromptrailError } from "@promptrail/core";
import type { SqlPool } from "../../sql/sql-pool.js";
import { createReportLimit } from "./create-report-limit.js";
import { listenSession } from "./listen-session.js";
import { type ListenTiming, listenTiming } from "./listen-timing.js";
import type { Subscription } from "./subscriptions.js";

export interface ListenerSettings {
  /** A direct connection. */
  readonly url: string;
  readonly translate: (error: unknown) => unknown;
  /** Notifies a channel on the connection that decisions take. */
  readonly notify: (channel: string) => Promise<void>;
  /** What the store is, for messages. */
  readonly description: string;
  readonly timing?: ListenTiming | undefined;
}

export type Listener = Pick<SqlPool, "listen" | "close">;

/** One direct connection that listens while someone asks it to, and comes back when it is lost. */
export function createListener(settings: ListenerSettings): Listener {
  const subscriptions = new Set<Subscription>();
  let session: { readonly stop: () => Promise<void> } | null = null;
  const stopWhenUnused = async () => {
    if (subscriptions.size > 0) return;
    const stopped = session;
    session = null;
    await stopped?.stop();
  };
  return {
    listen: async (channel, onPayload, onProblem) => {
      const subscription = { channel, onPayload, onProblem };
      subscriptions.add(subscription);
      // Started anew for a further channel: that is once a process, and keeps the loop simple.
      const isNew = [...subscriptions].filter((each) => each.channel === channel).length === 1;
      if (isNew) {
        const earlier = session;
        session = startListening(settings, subscriptions);
        await earlier?.stop();
      }
      return async () => {
        subscriptions.delete(subscription);
        await stopWhenUnused();
      };
    },
    close: async () => {
      subscriptions.clear();
      await stopWhenUnused();
    },
  };
}

function startListening(
  settings: ListenerSettings,
  subscriptions: ReadonlySet<Subscription>,
): { readonly stop: () => Promise<void> } {
  const stopping = new AbortController();
  const loop = listenUntilStopped(settings, subscriptions, stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      await loop;
    },
  };
}

async function listenUntilStopped(
  settings: ListenerSettings,
  subscriptions: ReadonlySet<Subscription>,
  stopping: AbortSignal,
): Promise<void> {
  const { url, notify, translate, timing = listenTiming } = settings;
  const report = createReportLimit((error) => {
    for (const { onProblem } of subscriptions) onProblem(error);
  }, timing.repeatMs);
  let retryMs = timing.firstRetryMs;
  let isToldDeaf = false;
  const onListening = () => {
    retryMs = timing.firstRetryMs;
  };
  const request = { url, subscriptions, stopping, timing, notify, onListening };
  while (!stopping.aborted) {
    let pauseMs = 0;
    try {
      const end = await listenSession(request);
      if (end === "stopped") return;
      if (!isToldDeaf) report(deaf(settings.description));
      isToldDeaf = true;
      pauseMs = timing.deafRetryMs;
    } catch (error) {
      if (stopping.aborted) return;
      report(translate(error));
      pauseMs = retryMs;
      retryMs = Math.min(retryMs * 2, timing.retryCapMs);
    }
    await wait(pauseMs, undefined, { signal: stopping }).catch(() => {});
  }
}

function deaf(description: string): PromptrailError {
  return new PromptrailError(
    "store_unavailable",
    `The store ${description} carries no notifications: a LISTEN succeeded and heard nothing, as behind a transaction pooler (PgBouncer). Set DATABASE_DIRECT_URL to a direct connection to the same database, or open the store with { listen: false }. Decisions still arrive by polling.`,
    { database: description, problem: "no_notifications" },
  );
}
