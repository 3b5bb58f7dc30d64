import type { PGlite, Transaction } from "@electric-sql/pglite";
import { translateDatabaseError } from "../errors/translate-database-error.js";
import { shareConnections } from "../sql/share-connections.js";
import type { SqlConnection, SqlLimit, SqlPool } from "../sql/sql-pool.js";

/** What a process must hold while it uses a database's files. */
export interface Hold {
  /** Throws where it is not held now. */
  require(): void;
  /** True where it is lost for good. */
  readonly isLost: boolean;
}

/**
 * The port on PGlite: one session in this process, which runs one transaction at a time. A decision comes
 * after the one that runs, whatever else waits. Each statement and each commit begins with a look whether the
 * files are still this process's own: the engine then runs it to its end without a pause.
 */
export function createPglitePool(database: PGlite, hold: Hold, description: string): SqlPool {
  const share = shareConnections(1);
  const transact = async <Result>(
    work: (connection: SqlConnection) => Promise<Result>,
    limit: SqlLimit,
  ): Promise<Result> => {
    try {
      return await share(toTurn(limit), () => {
        hold.require();
        return database.transaction(async (transaction) => {
          const result = await work(createSession(transaction, hold));
          hold.require();
          return result;
        });
      });
    } catch (error) {
      throw translateDatabaseError(error, description);
    }
  };
  const own = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      hold.require();
      return await work();
    } catch (error) {
      throw translateDatabaseError(error, description);
    }
  };
  return {
    query: (text, values, limit) => transact((connection) => connection.query(text, values), limit),
    transaction: transact,
    outside: (script, limit) => share(toTurn(limit), () => own(() => runScript(database, script))),
    listen: async (channel, onPayload) => {
      const stop = await own(() => database.listen(channel, onPayload));
      return async () => {
        // Closing the database ends its subscriptions too.
        if (!database.closed && !hold.isLost) await stop();
      };
    },
    close: async () => {
      // It writes to the files, and so is left undone where they are another process's.
      if (!database.closed && isHeld(hold)) await database.close();
    },
  };
}

/** There is one session: what a script left open would hold every later statement. */
async function runScript(database: PGlite, script: string): Promise<readonly object[]> {
  try {
    const results = await database.exec(script);
    return results.flatMap(({ rows }) => rows as readonly object[]);
  } catch (error) {
    await database.exec("rollback").catch(() => {});
    throw error;
  }
}

function isHeld(hold: Hold): boolean {
  try {
    hold.require();
    return true;
  } catch {
    return false;
  }
}

/** No statement has a limit here, so none has a limit for its turn, but for the few that name one. */
function toTurn(limit: SqlLimit): SqlLimit {
  return { turnMs: Number.POSITIVE_INFINITY, ...limit };
}

function createSession(transaction: Transaction, hold: Hold): SqlConnection {
  return {
    query: async <Row>(text: string, values: readonly unknown[]) => {
      hold.require();
      return (await transaction.query<Row>(text, [...values])).rows;
    },
    run: async (script) => {
      hold.require();
      await transaction.exec(script);
    },
  };
}
