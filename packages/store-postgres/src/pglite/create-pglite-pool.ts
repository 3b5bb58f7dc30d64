import type { PGlite, Transaction } from "@electric-sql/pglite";
import { translateDatabaseError } from "../errors/translate-database-error.js";
import type { SqlConnection, SqlPool } from "../sql/sql-pool.js";

/** The port on PGlite: one session in this process, which runs one transaction at a time. */
export function createPglitePool(database: PGlite, description: string): SqlPool {
  const translated = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      throw translateDatabaseError(error, description);
    }
  };
  return {
    query: <Row>(text: string, values: readonly unknown[]) =>
      translated(async () => (await database.query<Row>(text, [...values])).rows),
    transaction: (work) =>
      translated(() => database.transaction((transaction) => work(createSession(transaction)))),
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

function createSession(transaction: Transaction): SqlConnection {
  return {
    query: async <Row>(text: string, values: readonly unknown[]) =>
      (await transaction.query<Row>(text, [...values])).rows,
    run: async (script) => void (await transaction.exec(script)),
  };
}
