import { randomUUID } from "node:crypto";
import { type Grant, type SharedLimits, takeGrant } from "@promptrail/core/jobs";
import { statusLimit } from "../sql/limits.js";
import type { SqlPool } from "../sql/sql-pool.js";

interface LimitRow {
  readonly grants: readonly Grant[];
  /** Milliseconds since 1970, by the database's clock, once the row is this transaction's. */
  readonly now: number;
}

/** One limit a provider for all processes of an environment: a row, whose holder is the only one who takes of it. */
export function createSharedLimits(pool: SqlPool, environment: string): SharedLimits {
  return {
    take: ({ provider, ...request }) =>
      pool.transaction(async (connection) => {
        const key = [environment, provider];
        await connection.query(
          `insert into promptrail.provider_limit (environment, provider, grants) values ($1, $2, '[]')
           on conflict do nothing`,
          key,
        );
        await connection.query(
          "select 1 from promptrail.provider_limit where environment = $1 and provider = $2 for update",
          key,
        );
        const [row] = await connection.query<LimitRow>(
          `select grants, extract(epoch from clock_timestamp())::float8 * 1000 as now
           from promptrail.provider_limit where environment = $1 and provider = $2`,
          key,
        );
        const { grants: earlier = [], now = 0 } = row ?? {};
        const { grants, answer } = takeGrant(earlier, request, { now, id: randomUUID() });
        await connection.query(
          "update promptrail.provider_limit set grants = $3 where environment = $1 and provider = $2",
          [...key, JSON.stringify(grants)],
        );
        return answer;
      }, statusLimit),
  };
}
