import type { CallLog } from "@promptrail/core/call-log";
import { dataLimit } from "../sql/limits.js";
import type { SqlPool } from "../sql/sql-pool.js";
import { appendCalls } from "./append-calls.js";
import { eraseSubject, readErasures } from "./erasure/erase-subject.js";
import { readCalls } from "./read-calls.js";
import { sampleCalls } from "./sample-calls.js";
import { searchCalls } from "./search-calls.js";
import { runUpkeep } from "./upkeep/run-upkeep.js";
import { appendGaps, readGaps } from "./usage/call-gaps.js";
import { readUsage } from "./usage/read-usage.js";

/** The call log of one environment. */
export function createCallLog(pool: SqlPool, environment: string): CallLog {
  return {
    append: (calls) => appendCalls(pool, environment, calls),
    appendGaps: (gaps) => appendGaps(pool, environment, gaps),
    read: (query) => readCalls(pool, environment, query),
    search: (search) => searchCalls(pool, environment, search),
    sample: (query) => sampleCalls(pool, environment, query),
    usage: (query) => readUsage(pool, environment, query),
    gaps: (query) => readGaps(pool, environment, query),
    subjectSecret: () => readSubjectSecret(pool, environment),
    erase: (subject, by) => eraseSubject(pool, environment, { subject, ...by }),
    erasures: () => readErasures(pool, environment),
    upkeep: (settings) => runUpkeep(pool, environment, settings),
  };
}

async function readSubjectSecret(pool: SqlPool, environment: string): Promise<Uint8Array> {
  const [row] = await pool.query<{ secret: string }>(
    "select encode(subject, 'hex') as secret from promptrail.call_secret where environment = $1",
    [environment],
    dataLimit,
  );
  if (row === undefined) throw new Error(`Environment ${environment} has no secret`);
  return Buffer.from(row.secret, "hex");
}
