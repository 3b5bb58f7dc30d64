import { Pool } from "pg";
import { translateDatabaseError } from "../errors/translate-database-error.js";
import { connectTimeoutMs, statusLimit } from "../sql/limits.js";
import { shareConnections } from "../sql/share-connections.js";
import type { SqlPool } from "../sql/sql-pool.js";
import { createSocketSet } from "./create-socket-set.js";
import { GuardedClient } from "./guarded-client.js";
import { createListener } from "./listening/create-listener.js";
import type { ListenTiming } from "./listening/listen-timing.js";
import { runOutside, runTransaction } from "./run-transaction.js";
import { parseUrl } from "./url/parse-url.js";

export interface PostgresPoolSettings {
  readonly url: string;
  /** For LISTEN: a connection that no transaction pooler serves. */
  readonly directUrl: string;
  readonly maxConnections: number;
  /** What the store is, for messages. */
  readonly description: string;
  /** For tests, which do not wait for a heartbeat. */
  readonly listenTiming?: ListenTiming;
}

/** The port on `pg`: a pool for statements, and one direct connection once something listens. */
export function createPostgresPool(settings: PostgresPoolSettings): SqlPool {
  const { directUrl, description } = settings;
  const sockets = createSocketSet();
  const pool = createPool(settings, sockets);
  const share = shareConnections(settings.maxConnections);
  const translated = async <Result>(work: Promise<Result>): Promise<Result> => {
    try {
      return await work;
    } catch (error) {
      throw translateDatabaseError(error, description);
    }
  };
  const direct = describeDirect(directUrl, description);
  const listener = createListener({
    url: directUrl,
    description: direct,
    translate: (error) => translateDatabaseError(error, direct),
    notify: async (channel) =>
      void (await share(statusLimit, (limitMs) =>
        runAlone(pool, "select pg_notify($1, '')", [channel], limitMs),
      )),
    timing: settings.listenTiming,
  });
  let closed: Promise<void> | undefined;
  return {
    query: (text, values, limit) =>
      translated(share(limit, (limitMs) => runAlone(pool, text, values, limitMs))),
    transaction: (work, limit) =>
      translated(share(limit, (limitMs) => runTransaction(pool, work, limitMs))),
    outside: (statement, limit) =>
      translated(share(limit, (limitMs) => runOutside(pool, statement, limitMs))),
    listen: (channel, onPayload, onProblem) => listener.listen(channel, onPayload, onProblem),
    close: () => {
      closed ??= sockets.closeAfter(Promise.all([listener.close(), pool.end()]));
      return closed;
    },
  };
}

function createPool(
  settings: PostgresPoolSettings,
  sockets: ReturnType<typeof createSocketSet>,
): Pool {
  const pool = new Pool({
    Client: GuardedClient,
    connectionString: settings.url,
    stream: sockets.create,
    max: settings.maxConnections,
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    application_name: "promptrail",
  });
  // An idle connection that breaks is replaced when the next statement asks for one. One that is in
  // use may break between two statements, and in the very packet that ends its connecting: unheard,
  // that would end the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

/** A direct URL that cannot be read breaks listening, which says so, and nothing else. */
function describeDirect(directUrl: string, description: string): string {
  try {
    return parseUrl(directUrl).description;
  } catch {
    return description;
  }
}

/** In a transaction, too: a statement alone cannot say at which isolation it runs. */
function runAlone<Row>(
  pool: Pool,
  text: string,
  values: readonly unknown[],
  limitMs: number,
): Promise<readonly Row[]> {
  return runTransaction(pool, (session) => session.query<Row>(text, values), limitMs);
}
