import type { Decision } from "@promptrail/core";
import type { SqlConnection } from "../sql/sql-pool.js";
import { decisionChannel, toPayload } from "./payload.js";

/**
 * Sent at commit. Only transactions that decide announce: every NOTIFY takes a lock of the whole
 * server at commit.
 */
export async function announce(
  connection: SqlConnection,
  environment: string,
  key: string,
  decisions: readonly [Decision, ...Decision[]],
): Promise<void> {
  const payload = toPayload(environment, key, decisions);
  await connection.query("select pg_notify($1, $2)", [decisionChannel, payload]);
}
