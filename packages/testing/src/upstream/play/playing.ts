import type { ServerResponse } from "node:http";
import type { Fault } from "../fault.js";
import type { Wire, WireReply } from "../wire.js";

/** One request that is being answered. */
export interface Playing {
  readonly wire: Wire;
  readonly response: ServerResponse;
  readonly requestId: string;
  readonly fault: Fault;
  /** Makes the answer; throws WireError for what the vendor refuses. */
  readonly answer: () => WireReply;
  /** Aborts when the upstream closes. */
  readonly signal: AbortSignal;
}
