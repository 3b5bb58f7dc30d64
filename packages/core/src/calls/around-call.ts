import type { StartedCall } from "./call-record.js";
import type { CallResult } from "./call-result.js";

/**
 * Runs around each call, plain or streamed, of every lane: `next` sends it, and may be called once. What it
 * returns is what the caller gets; what it throws, the caller's call throws. Where it does not call `next`,
 * nothing is sent and nothing is recorded. Of a streamed call the text comes while `next` runs.
 */
export type AroundCall = (
  call: StartedCall,
  next: () => Promise<CallResult>,
) => Promise<CallResult>;
