import { PromptrailError } from "@promptrail/core";
import { DatabaseError, type Pool } from "pg";
import type { SqlConnection } from "../sql/sql-pool.js";
import { connectWithin } from "./connect-within.js";
import { createSession, remainingMs } from "./create-session.js";

/**
 * Runs `work` in a transaction that both sides end in time: the client gives up on a server that
 * never answers, the server gives up on a statement whose client is gone.
 */
export async function runTransaction<Result>(
  pool: Pool,
  work: (connection: SqlConnection) => Promise<Result>,
  deadlineMs: number,
): Promise<Result> {
  const deadline = performance.now() + deadlineMs;
  const client = await connectWithin(pool, remainingMs(deadline));
  const session = createSession(client, deadline);
  try {
    await session.run(begin(Math.ceil(deadlineMs)));
    const result = await work(session);
    await commit(session);
    client.release();
    return result;
  } catch (error) {
    client.release(!(await isUndone(session, error)));
    throw error;
  }
}

/**
 * SET LOCAL, as a transaction pooler hands the server's session to someone else afterwards. The idle
 * limit frees the locks of a client that was paused or cut off without a word.
 */
function begin(limitMs: number): string {
  return `begin;
    set local statement_timeout = ${limitMs};
    set local idle_in_transaction_session_timeout = ${limitMs};
    set local synchronous_commit = on`;
}

async function commit(session: SqlConnection): Promise<void> {
  try {
    await session.run("commit");
  } catch (error) {
    if (error instanceof DatabaseError) throw error;
    throw new PromptrailError(
      "store_unavailable",
      "The database did not answer the commit, so it is not known whether the change was recorded. Look at the history before trying again, or repeat it under the same idempotency key.",
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
