import { PromptrailError } from "@promptrail/core";
import { raceWithLimit } from "@promptrail/core/lifecycle";
import { type ClientBase, DatabaseError, type Pool, type PoolClient, type QueryConfig } from "pg";
import { asConnecting } from "../errors/connect-error.js";
import type { SqlConnection } from "../sql/sql-pool.js";
import { beginScript } from "./begin-script.js";

/**
 * Runs `work` in a transaction that both sides end in time: the client gives up on a server that
 * never answers, the server gives up on a statement whose client is gone.
 */
export async function runTransaction<Result>(
  pool: Pool,
  work: (connection: SqlConnection) => Promise<Result>,
  deadlineMs: number,
): Promise<Result> {
  const { client, session } = await begin(pool, deadlineMs);
  try {
    const result = await work(session);
    await commit(session);
    client.release();
    return result;
  } catch (error) {
    client.release(!(await isUndone(session, error)));
    throw error;
  }
}

/** Statements in no transaction of ours; their rows. The connection is not used again where one failed. */
export async function runOutside(
  pool: Pool,
  script: string,
  limitMs: number,
): Promise<readonly object[]> {
  const deadline = performance.now() + limitMs;
  const client = await connectWithin(pool, limitMs);
  try {
    const query: TimedQuery = { text: script, query_timeout: remainingMs(deadline) };
    // Several statements have a result each.
    const results = [await client.query<object>(query)].flat();
    client.release();
    return results.flatMap(({ rows }) => rows);
  } catch (error) {
    client.release(true);
    throw error;
  }
}

interface OpenTransaction {
  readonly client: PoolClient;
  readonly session: SqlConnection;
}

/**
 * A connection that the server ended while nobody used it (`idle_session_timeout`, a restart) says so
 * only to the next statement. That was nothing but the beginning: another connection takes it.
 */
async function begin(pool: Pool, deadlineMs: number): Promise<OpenTransaction> {
  const deadline = performance.now() + deadlineMs;
  for (let idle = pool.idleCount; ; idle -= 1) {
    const client = await connectWithin(pool, remainingMs(deadline));
    const session = createSession(client, deadline);
    try {
      await beginOn(session, Math.ceil(deadlineMs));
      return { client, session };
    } catch (error) {
      client.release(true);
      if (idle <= 0 || !isEndOfIdle(error)) throw error;
    }
  }
}

async function beginOn(session: SqlConnection, limitMs: number): Promise<void> {
  try {
    await session.run(beginScript("read write", limitMs));
  } catch (error) {
    if (!isRefusedByStandby(error)) throw error;
    // What is read there says that it is one; what is written is refused by its own name.
    await session.run(beginScript("read only", limitMs));
  }
}

/** "cannot set transaction read-write mode during recovery" has no code of its own. */
function isRefusedByStandby(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === "0A000";
}

/** SQLSTATEs that a server ends a session with. */
const sessionEnds: ReadonlySet<string | undefined> = new Set(["57P01", "57P05"]);

function isEndOfIdle(error: unknown): boolean {
  return error instanceof DatabaseError && sessionEnds.has(error.code);
}

async function commit(session: SqlConnection): Promise<void> {
  try {
    await session.run("commit");
  } catch (error) {
    if (error instanceof DatabaseError) throw error;
    throw new PromptrailError(
      "store_unavailable",
      "The database did not answer the commit, so it is not known whether the change was recorded. Read the history before you try again, or repeat the request with the same idempotency key.",
      { outcome: "unknown" },
      error,
    );
  }
}

/** False where the connection cannot be used again. */
async function isUndone(session: SqlConnection, cause: unknown): Promise<boolean> {
  const answered = cause instanceof DatabaseError || cause instanceof PromptrailError;
  if (!answered) return false;
  try {
    await session.run("rollback");
    return true;
  } catch {
    return false;
  }
}

/** `pg` reads it from each query; its published types know it for a whole client only. */
interface TimedQuery extends QueryConfig {
  readonly query_timeout: number;
}

/** A `pg` client as a session whose statements all end before the deadline, on `performance.now()`'s clock. */
export function createSession(client: ClientBase, deadline: number): SqlConnection {
  return {
    query: async <Row>(text: string, values: readonly unknown[]) => {
      const query: TimedQuery = { text, values: [...values], query_timeout: remainingMs(deadline) };
      const { rows } = await client.query(query);
      return rows as readonly Row[];
    },
    run: async (script) => {
      const query: TimedQuery = { text: script, query_timeout: remainingMs(deadline) };
      await client.query(query);
    },
  };
}

/** At least 1: zero would mean no limit. */
export function remainingMs(deadline: number): number {
  return Math.max(1, Math.ceil(deadline - performance.now()));
}

const everConnected = new WeakSet<Pool>();

/** A connection of the pool; a `ConnectError` where there is none, another error when none is there in time. */
function connectWithin(pool: Pool, limitMs: number): Promise<PoolClient> {
  let expired = false;
  const connecting = asConnecting(() => pool.connect(), everConnected.has(pool)).then((client) => {
    everConnected.add(pool);
    if (expired) client.release();
    return client;
  });
  return raceWithLimit(connecting, limitMs, () => {
    expired = true;
    throw new Error("No connection in time");
  });
}
