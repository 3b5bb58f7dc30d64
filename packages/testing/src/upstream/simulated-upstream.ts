import type { JsonValue } from "@promptrail/core";
import type { Fault } from "./fault.js";

/** One request as it came over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  /** Names in lower case; the values of key headers are `[key]`. */
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed body; null where it is no JSON. */
  readonly body: JsonValue;
}

/** A real HTTP server on 127.0.0.1 that speaks one vendor's wire. */
export interface SimulatedUpstream {
  /** What the vendor's SDK takes as its base URL. */
  readonly baseUrl: string;
  /** Every request since the start or the last `reset`, in order. */
  readonly requests: readonly WireRequest[];
  /** Adds faults for the next requests, one each, in order. */
  script(...faults: readonly Fault[]): void;
  /** Sets what every request meets for which nothing is scripted. */
  repeat(fault: Fault): void;
  /** Forgets requests, faults and what the vendor's cache holds. */
  reset(): void;
}
