import type { SqlConnection, SqlPool } from "../../src/sql/sql-pool.js";

/** A process's view of the database that can look at the past, as through a replica that lags. */
export interface LaggingPool {
  readonly pool: SqlPool;
  /** Keeps what the database holds now for `ringInThePast`, unless a past is kept already. */
  readonly keepPast: () => Promise<void>;
  readonly forgetPast: () => Promise<void>;
  /** Tells every listener that something is new. Resolves when one of them has looked. */
  readonly ring: () => Promise<void>;
  /** The same, and what they look at is the past that is kept. */
  readonly ringInThePast: () => Promise<void>;
}

interface Past {
  readonly connection: SqlConnection;
  readonly end: () => Promise<void>;
}

const limit = { deadlineMs: 120_000 };

/** The past is a transaction that keeps its first snapshot: the engine itself answers with it. */
export function createLaggingPool(inner: SqlPool): LaggingPool {
  let past: Past | null = null;
  let looksBack = false;
  const listeners = new Set<(payload: string) => void>();
  const looks = new Set<() => void>();
  const query: SqlPool["query"] = async (text, values, within) => {
    try {
      const source = looksBack ? past?.connection : undefined;
      return await (source?.query(text, values) ?? inner.query(text, values, within));
    } finally {
      for (const looked of looks) looked();
      looks.clear();
    }
  };
  const ring = async () => {
    if (listeners.size === 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    looks.add(resolve);
    for (const tell of listeners) tell("");
    await promise;
  };
  return {
    pool: {
      ...inner,
      query,
      listen: async (_channel, onPayload) => {
        listeners.add(onPayload);
        return async () => void listeners.delete(onPayload);
      },
    },
    keepPast: async () => {
      past ??= await openPast(inner);
    },
    forgetPast: async () => {
      const ending = past;
      past = null;
      await ending?.end();
    },
    ring,
    ringInThePast: async () => {
      looksBack = true;
      await ring();
      looksBack = false;
    },
  };
}

async function openPast(inner: SqlPool): Promise<Past> {
  const opened = Promise.withResolvers<SqlConnection>();
  const ended = Promise.withResolvers<void>();
  const lasting = inner.transaction(async (connection) => {
    await connection.run("commit; begin isolation level repeatable read");
    await connection.query("select 1 from promptrail.environment_head limit 1", []);
    opened.resolve(connection);
    await ended.promise;
  }, limit);
  lasting.catch(opened.reject);
  return {
    connection: await opened.promise,
    end: async () => {
      ended.resolve();
      await lasting;
    },
  };
}
