import type { ClientBase, QueryConfig } from "pg";
import type { SqlConnection } from "../sql/sql-pool.js";

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
