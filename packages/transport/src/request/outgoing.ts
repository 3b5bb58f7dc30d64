import type { Readable } from "node:stream";

/** A request as undici takes it. */
export interface Outgoing {
  readonly url: string;
  readonly origin: string;
  readonly path: string;
  readonly method: string;
  /** Names and values in turn. */
  readonly headers: string[];
  readonly body: string | Uint8Array | Readable | null;
  readonly signal: AbortSignal | null;
  /** Whether the body can be sent again. */
  readonly isRepeatable: boolean;
}
