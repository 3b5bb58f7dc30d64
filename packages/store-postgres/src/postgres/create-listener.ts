import { setTimeout as wait } from "node:timers/promises";
import { Client, escapeIdentifier } from "pg";
import { createSocketSet } from "./create-socket-set.js";

/** Each try of the connection, and the wait for the answer to a heartbeat. */
const answerMs = 5_000;
/** A dead session behind an open socket gives no error: it must be asked. */
const heartbeatMs = 10_000;
const firstRetryMs = 100;
const retryCapMs = 5_000;

interface Subscription {
  readonly channel: string;
  readonly onPayload: (payload: string) => void;
  readonly onProblem: (error: unknown) => void;
}

export interface Listener {
  listen(
    channel: string,
    onPayload: (payload: string) => void,
    onProblem: (error: unknown) => void,
  ): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** One direct connection that listens while someone asks it to, and comes back when it is lost. */
export function createListener(url: string, translate: (error: unknown) => unknown): Listener {
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
        session = startListening(url, subscriptions, translate);
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
  url: string,
  subscriptions: ReadonlySet<Subscription>,
  translate: (error: unknown) => unknown,
): { readonly stop: () => Promise<void> } {
  const stopping = new AbortController();
  const loop = (async () => {
    let retryMs = firstRetryMs;
    while (!stopping.signal.aborted) {
      try {
        await listenUntilLost(url, subscriptions, stopping.signal, () => {
          retryMs = firstRetryMs;
        });
      } catch (error) {
        if (stopping.signal.aborted) return;
        for (const { onProblem } of subscriptions) onProblem(translate(error));
        await wait(retryMs, undefined, { signal: stopping.signal }).catch(() => {});
        retryMs = Math.min(retryMs * 2, retryCapMs);
      }
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await loop;
    },
  };
}

/** Resolves when it is told to stop; throws when the connection is lost. */
async function listenUntilLost(
  url: string,
  subscriptions: ReadonlySet<Subscription>,
  stopping: AbortSignal,
  onListening: () => void,
): Promise<void> {
  const sockets = createSocketSet();
  const client = new Client({
    connectionString: url,
    stream: sockets.create,
    connectionTimeoutMillis: answerMs,
    query_timeout: answerMs,
    keepAlive: true,
    application_name: "promptrail listen",
  });
  client.on("notification", ({ channel, payload }) => tell(subscriptions, channel, payload ?? ""));
  let heartbeat: NodeJS.Timeout | undefined;
  const ended = new Promise<void>((resolve, reject) => {
    stopping.addEventListener("abort", () => resolve(), { once: true });
    client.on("error", reject);
    client.on("end", () => reject(new Error("Connection terminated")));
    heartbeat = setInterval(() => client.query("select 1").catch(reject), heartbeatMs);
  });
  // Awaited below; a loss before that must not count as unhandled.
  ended.catch(() => {});
  try {
    await Promise.race([subscribe(client, subscriptions), ended]);
    onListening();
    await ended;
  } finally {
    clearInterval(heartbeat);
    await sockets.closeAfter(client.end().catch(() => {}));
  }
}

async function subscribe(client: Client, subscriptions: ReadonlySet<Subscription>): Promise<void> {
  await client.connect();
  const channels = new Set([...subscriptions].map(({ channel }) => channel));
  for (const channel of channels) await client.query(`listen ${escapeIdentifier(channel)}`);
  // What was sent before the connection listened is lost: an empty payload asks everyone to look.
  for (const channel of channels) tell(subscriptions, channel, "");
}

function tell(subscriptions: ReadonlySet<Subscription>, channel: string, payload: string): void {
  for (const each of subscriptions) if (each.channel === channel) each.onPayload(payload);
}
