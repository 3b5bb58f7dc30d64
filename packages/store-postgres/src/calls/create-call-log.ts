import type { CallLog } from "@promptrail/core/call-log";
import type { SqlPool } from "../sql/sql-pool.js";
import { appendCalls } from "./append-calls.js";
import { readCalls } from "./read-calls.js";
import { sampleCalls } from "./sample-calls.js";

/** The call log of one environment. */
export function createCallLog(pool: SqlPool, environment: string): CallLog {
  return {
    append: (records) => appendCalls(pool, environment, records),
    read: (query) => readCalls(pool, environment, query),
    sample: (query) => sampleCalls(pool, environment, query),
  };
}
