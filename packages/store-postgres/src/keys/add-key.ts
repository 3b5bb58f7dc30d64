import type { ApiKey } from "@promptrail/core/lifecycle";
import { statusLimit } from "../sql/limits.js";
import type { SqlPool } from "../sql/sql-pool.js";
import { keyColumns, toKeyValues } from "./key-row.js";

/** Saves a key whose name no other key of the environment has for itself. */
export function addKey(
  pool: SqlPool,
  environment: string,
  key: ApiKey,
): Promise<"added" | "taken"> {
  return pool.transaction(async (connection) => {
    // A statement of its own: the next one then sees what was added while this one waited.
    await connection.query(lockNames, [environment]);
    const added = await connection.query(insertKey, [environment, ...toKeyValues(key)]);
    return added.length === 0 ? "taken" : "added";
  }, statusLimit);
}

/** The condition that a key is neither replaced nor, at the time of a parameter, expired. */
export function isCurrentAt(parameter: string): string {
  return `replaced_at is null and (expires_at is null or expires_at > ${parameter}::timestamptz)`;
}

// No unique index can say it: a name is free again once its key has expired.
const lockNames = "select pg_advisory_xact_lock(hashtextextended('promptrail.api_key.' || $1, 0))";

const insertKey = `
  insert into promptrail.api_key (environment, ${keyColumns})
  select $1, $2, $3, $4, $5::text[], $6::text[], $7::timestamptz, $8::timestamptz, $9::timestamptz, $10::timestamptz
  where not exists (
    select from promptrail.api_key where environment = $1 and name = $3 and ${isCurrentAt("$7")}
  )
  on conflict do nothing returning id`;
