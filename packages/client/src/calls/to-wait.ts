import type { FleetWaitOptions } from "../client.js";

/** The server decides, then waits, and is the one that gives up first. */
const marginMs = 10_000;

/** How long a request that waits for the fleet may take. */
export function toWaitLimit(waitMs: number): number {
  return waitMs + marginMs;
}

/** What a decision's request says of waiting for the fleet. */
export function toWait(wait: FleetWaitOptions | undefined) {
  if (wait === undefined) return {};
  return {
    query: { wait: "fleet", timeout_ms: wait.timeoutMs },
    timeoutMs: toWaitLimit(wait.timeoutMs),
  };
}
