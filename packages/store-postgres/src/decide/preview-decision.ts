import { type Command, type DecisionResult, previewWithin } from "@promptrail/core/lifecycle";
import { missingEnvironment } from "../rows/missing-environment.js";
import { requirePrimary } from "../rows/require-primary.js";
import { statusLimit } from "../sql/limits.js";
import type { SqlConnection, SqlPool } from "../sql/sql-pool.js";
import { toDecisionReads } from "./begin-decision.js";

interface Previewed {
  readonly command: Command;
  readonly registering: readonly number[] | undefined;
}

/** What a command would do. The database lets this write nothing, and no decision waits for it. */
export async function previewDecision(
  pool: SqlPool,
  environment: string,
  { command, registering }: Previewed,
): Promise<DecisionResult> {
  return pool.transaction(async (connection) => {
    await connection.run("set transaction read only");
    for (;;) {
      const head = await readHead(connection, environment);
      const reads = toDecisionReads(connection, environment, head);
      const preview = await previewWithin(reads, command, registering);
      // Each statement sees what is committed by then: a decision in between would mix two states.
      const { revision } = await readHead(connection, environment);
      if (revision === head.revision) return preview;
    }
  }, statusLimit);
}

interface HeadRow {
  readonly revision: number;
  readonly hash: string;
  readonly is_standby: boolean;
}

async function readHead(connection: SqlConnection, environment: string) {
  const [row] = await connection.query<HeadRow>(
    `select revision, head_hash as hash, pg_is_in_recovery() as is_standby
     from promptrail.environment_head where environment = $1`,
    [environment],
  );
  if (row === undefined) throw missingEnvironment(environment);
  const { revision, hash, is_standby: isStandby } = row;
  requirePrimary(isStandby);
  return { revision, hash };
}
