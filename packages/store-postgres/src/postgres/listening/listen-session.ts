import { type Client, escapeIdentifier, type QueryResultRow } from "pg";
import { asConnecting } from "../../errors/connect-error.js";
import { beginScript } from "../begin-script.js";
import { createSocketSet } from "../create-socket-set.js";
import { GuardedClient } from "../guarded-client.js";
import { readUrl } from "../url/read-url.js";
import type { ListenTiming } from "./listen-timing.js";
import { probeNotifications } from "./probe-notifications.js";
import { listChannels, type Subscription, tell } from "./subscriptions.js";

export interface SessionRequest {
  readonly url: string;
  readonly subscriptions: ReadonlySet<Subscription>;
  readonly stopping: AbortSignal;
  readonly timing: ListenTiming;
  readonly notify: (channel: string) => Promise<void>;
  readonly onListening: () => void;
}

/**
 * One connection that listens until it is lost or told to stop.
 *
 * @returns `stopped`, or `deaf` where it connected and no notification can arrive.
 * @throws what broke the connection.
 */
export async function listenSession(request: SessionRequest): Promise<"stopped" | "deaf"> {
  const { url, subscriptions, stopping, timing } = request;
  const sockets = createSocketSet();
  const client = new GuardedClient({
    connectionString: readUrl(url).url,
    stream: sockets.create,
    connectionTimeoutMillis: timing.answerMs,
    query_timeout: timing.answerMs,
    keepAlive: true,
    application_name: "promptrail listen",
  });
  client.on("notification", ({ channel, payload }) => tell(subscriptions, channel, payload ?? ""));
  const ended = new Promise<"stopped">((resolve, reject) => {
    stopping.addEventListener("abort", () => resolve("stopped"), { once: true });
    client.on("error", reject);
    client.on("end", () => reject(new Error("Connection terminated")));
  });
  // Awaited below; a loss before that must not count as unhandled.
  ended.catch(() => {});
  const heartbeats = new AbortController();
  try {
    const listening = subscribe(client, request).then(() =>
      beatUntil(client, request, heartbeats.signal),
    );
    return await Promise.race([listening, ended]);
  } finally {
    heartbeats.abort();
    await sockets.closeAfter(client.end().catch(() => {}));
  }
}

async function subscribe(
  client: Client,
  { subscriptions, onListening }: SessionRequest,
): Promise<void> {
  await asConnecting(() => client.connect());
  const channels = listChannels(subscriptions);
  for (const channel of channels) await client.query(`listen ${escapeIdentifier(channel)}`);
  onListening();
  // What was sent before the connection listened is lost: an empty payload asks everyone to look.
  for (const channel of channels) tell(subscriptions, channel, "");
}

/** Probes once, as soon as the probe can be sent, and asks the session what it listens to. */
async function beatUntil(
  client: Client,
  { subscriptions, notify, timing }: SessionRequest,
  stopping: AbortSignal,
): Promise<"stopped" | "deaf"> {
  let isHeard: boolean | null = null;
  const ask = createQuestion(client, timing.answerMs);
  const heartbeatMs = Math.min(timing.heartbeatMs, (await readIdleLimit(ask)) / 3);
  while (!stopping.aborted) {
    isHeard ??= await probeNotifications({ client, notify, withinMs: timing.probeMs });
    if (isHeard === false) return "deaf";
    await waitFor(heartbeatMs, stopping);
    if (!stopping.aborted) await requireListening(ask, subscriptions);
  }
  return "stopped";
}

type Question = <Row extends QueryResultRow>(text: string) => Promise<readonly Row[]>;

/** Asks in a transaction of its own: the session's defaults are the database's. */
function createQuestion(client: Client, limitMs: number): Question {
  return async <Row extends QueryResultRow>(text: string) => {
    await client.query(beginScript("read only", limitMs));
    const { rows } = await client.query<Row>(text);
    await client.query("commit");
    return rows;
  };
}

/** After so many milliseconds without a word from it, the server ends a session; no end is Infinity. */
async function readIdleLimit(ask: Question): Promise<number> {
  const [limit] = await ask<{ ms: number }>(
    "select setting::int as ms from pg_settings where name = 'idle_session_timeout'",
  );
  return limit === undefined || limit.ms === 0 ? Number.POSITIVE_INFINITY : limit.ms;
}

/** @throws where the session lost what it listens to, or does not answer in time. */
async function requireListening(
  ask: Question,
  subscriptions: ReadonlySet<Subscription>,
): Promise<void> {
  const rows = await ask<{ channel: string }>("select pg_listening_channels() as channel");
  const heard = new Set(rows.map(({ channel }) => channel));
  if (listChannels(subscriptions).some((channel) => !heard.has(channel))) {
    throw new Error("Connection terminated: the session no longer listens");
  }
}

function waitFor(ms: number, stopping: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      stopping.removeEventListener("abort", finish);
      resolve();
    };
    const timer = setTimeout(finish, ms);
    stopping.addEventListener("abort", finish);
  });
}
