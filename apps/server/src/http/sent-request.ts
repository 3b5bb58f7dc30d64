import type { Context } from "hono";
import { type HeaderReader, toHeaderReader } from "./header-reader.js";
import { findNodeBindings } from "./node-bindings.js";
import { findRequestId } from "./request-id.js";

/** What of a request is read here, with nothing made of it that nobody asks for. */
export interface SentRequest {
  /** As its answer and the server's complaints name it. */
  readonly id: string;
  readonly header: HeaderReader;
  /** Its pieces as they come; null where there is none. */
  readonly body: AsyncIterable<Uint8Array> | null;
  /** Aborted when the client goes away. */
  readonly signal: AbortSignal;
}

/**
 * From Node's own message where there is one: the web's Request around it makes headers and a stream for each, at a
 * fifth of what a server adds to a call.
 */
export function toSentRequest(context: Context): SentRequest {
  const { req } = context;
  const id = findRequestId(context);
  const header = toHeaderReader(context);
  const incoming = findNodeBindings(context.env)?.incoming;
  if (incoming === undefined) {
    const { body, signal } = req.raw;
    return { id, header, body, signal };
  }
  return {
    id,
    header,
    // Whoever stops in the middle still wants to answer on this connection.
    body: incoming.iterator({ destroyOnReturn: false }),
    get signal() {
      return req.raw.signal;
    },
  };
}
