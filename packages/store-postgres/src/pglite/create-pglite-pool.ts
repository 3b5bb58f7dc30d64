import type { PGlite, Transaction } from "@electric-sql/pglite";
import { translateDatabaseError } from "../errors/translate-database-error.js";
import { shareConnections } from "../sql/share-connections.js";
import type { SqlConnection, SqlLimit, SqlPool } from "../sql/sql-pool.js";

/**
 * The port on PGlite: one session in this process, which runs one transaction at a time. A decision comes
 * after the one that runs, whatever else waits.
 */
export function createPglitePool(database: PGlite, description: string): SqlPool {
  const translated = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      throw translateDatabaseError(error, description);
    }
  };
  const share = shareConnections(1);
  return {
    query: <Row>(text: string, values: readonly unknown[], limit: SqlLimit) =>
      translated(() =>
        share(toTurn(limit), async () => (await database.query<Row>(text, [...values])).rows),
      ),
    transaction: (work, limit) =>
      translated(() =>
        share(toTurn(limit), () =>
          database.transaction((transaction) => work(createSession(transaction))),
        ),
      ),
    listen: async (channel, onPayload) => {
      const stop = await translated(() => database.listen(channel, onPayload));
      return async () => {
        // Closing the database ends its subscriptions too.
        if (!database.closed) await stop();
      };
    },
    close: async () => {
      if (!database.closed) await database.close();
    },
  };
}

/** No statement has a limit here, so none has a limit for its turn, but for the few that name one. */
function toTurn(limit: SqlLimit): SqlLimit {
  return { turnMs: Number.POSITIVE_INFINITY, ...limit };
}

function createSession(transaction: Transaction): SqlConnection {
  return {
    query: async <Row>(text: string, values: readonly unknown[]) =>
      (await transaction.query<Row>(text, [...values])).rows,
    run: async (script) => void (await transaction.exec(script)),
  };
}
