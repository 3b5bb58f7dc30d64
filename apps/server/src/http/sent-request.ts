import type { Context } from "hono";
import type { FailedRequest } from "../problems/failed-request.js";
import { type HeaderReader, toHeaderReader } from "./header-reader.js";
import { findNodeBindings, type NodeBindings } from "./node-bindings.js";
import { toRequestId } from "./request-id.js";
import { takeArrived } from "./take-arrived.js";

/** What of a request is read here, with nothing made of it that nobody asks for. */
export interface SentRequest {
  /** As its answer and the server's complaints name it. */
  readonly id: string;
  readonly header: HeaderReader;
  /** Node's own messages; null where no Node server stands before the app, as in a test. */
  readonly node: NodeBindings | null;
  /** The whole body, where all of it is here already: it is given once. Null for any other. */
  readonly takeArrived: () => Uint8Array | null;
  /** The body's pieces as they come; null where there is none. */
  readonly readPieces: () => AsyncIterable<Uint8Array> | null;
  /** Aborted when the client goes away. */
  readonly findSignal: () => AbortSignal;
}

const place = "sentRequest";

/** One for each request, however often it is asked for. */
export function findSentRequest(context: Context): SentRequest {
  const known: unknown = context.get(place);
  if (isSentRequest(known)) return known;
  const request = toSentRequest(context);
  context.set(place, request);
  return request;
}

const routePlace = "routeName";

/** Notes which route answers a request: `POST /v1/prompts/{family}/call`. */
export function noteRoute(context: Context, name: string): void {
  context.set(routePlace, name);
}

/** A request, as what the server says of it names it. */
export function toFailedRequest(context: Context): FailedRequest {
  const route: unknown = context.get(routePlace);
  const { id } = findSentRequest(context);
  return { requestId: id, route: typeof route === "string" ? route : null };
}

function isSentRequest(value: unknown): value is SentRequest {
  return typeof value === "object" && value !== null && "takeArrived" in value;
}

/**
 * From Node's own message where there is one: the web's Request around it makes headers and a stream for each, at a
 * fifth of what a server adds to a call.
 */
function toSentRequest({ req, env }: Context): SentRequest {
  const node = findNodeBindings(env);
  const findSignal = () => req.raw.signal;
  if (node === null) {
    const header: HeaderReader = (name) => req.raw.headers.get(name) ?? undefined;
    const readPieces = () => req.raw.body;
    return {
      id: toRequestId(header),
      header,
      node,
      takeArrived: () => null,
      readPieces,
      findSignal,
    };
  }
  const { incoming } = node;
  const header = toHeaderReader(incoming);
  return {
    id: toRequestId(header),
    header,
    node,
    takeArrived: () => takeArrived(incoming),
    // Whoever stops in the middle still wants to answer on this connection.
    readPieces: () => incoming.iterator({ destroyOnReturn: false }),
    findSignal,
  };
}
