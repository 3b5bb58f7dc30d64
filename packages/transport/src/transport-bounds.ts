import { defaults } from "./agents/create-agents.js";
import { readAhead } from "./exchange/exchange.js";

/** A `Bound` of `@promptrail/core`, which this package does not import. */
interface TransportBound {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly memory?: "call";
}

/** The bounds of the vendors' sockets, as `tooling/handbook/operate/bounds.md` states them: a test compares both. */
export const transportBounds: readonly TransportBound[] = [
  { name: "sockets to one address of a vendor", value: defaults.connections, unit: "sockets" },
  { name: "connecting to a vendor", value: defaults.connectTimeoutMs, unit: "ms" },
  { name: "an idle socket to a vendor", value: defaults.keepAliveMs, unit: "ms" },
  {
    name: "an answer that its reader has not taken yet",
    value: readAhead,
    unit: "bytes",
    memory: "call",
  },
];
