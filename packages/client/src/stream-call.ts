import type { CallStreamEvent, JsonValue } from "@promptrail/core";
import { PromptrailError } from "@promptrail/core/errors";
import {
  fromProblem,
  type RouteInput,
  type Routes,
  routes,
  type StreamedEvent,
  streamEventWire,
} from "@promptrail/http-api";
import { type EventSourceMessage, EventSourceParserStream } from "eventsource-parser/stream";
import type { Server } from "./ask.js";
import { requireNoProblem } from "./read-answer.js";
import { requireSendable } from "./require-sendable.js";
import { toNetworkError } from "./to-network-error.js";

/**
 * A streamed call's events. Leaving the loop ends the upstream call.
 *
 * @throws PromptrailError `attachment_invalid`; what the server says, before or in the stream; `server_unreachable` where
 * the stream ends without its `finish`.
 */
export async function* streamCall(
  server: Server,
  input: RouteInput<Routes["stream"]>,
  signal: AbortSignal | undefined,
): AsyncGenerator<CallStreamEvent<JsonValue>, void, undefined> {
  requireSendable(input);
  const response = await server.send(routes.stream, input, { signal });
  await requireNoProblem(response);
  for await (const message of readMessages(response, signal)) {
    const event = parseEvent(message);
    if (event === null) continue;
    if (event.type === "error") throw fromProblem(event.problem);
    yield event;
    if (event.type === "finish") return;
  }
  throw toNetworkError(response.url, "the stream ended without its last event", undefined);
}

async function* readMessages(
  response: Response,
  signal: AbortSignal | undefined,
): AsyncGenerator<EventSourceMessage, void, undefined> {
  if (response.body === null) return;
  // By its reader: not every browser goes through a stream in a loop.
  const reader = response.body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream())
    .getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } catch (error) {
    if (signal?.aborted) throw error;
    throw toNetworkError(response.url, "the connection was closed before the stream ended", error);
  } finally {
    await reader.cancel().catch(() => {});
  }
}

const known: ReadonlySet<string | undefined> = new Set([
  ...["text-delta", "reasoning-delta", "finish", "error"],
]);

/** Null for an event that this version does not know. */
function parseEvent({ event, data }: EventSourceMessage): StreamedEvent | null {
  if (!known.has(event)) return null;
  const parsed = streamEventWire.safeParse({ event, data: parseData(data) });
  if (parsed.success) return parsed.data;
  throw new PromptrailError(
    "server_unreachable",
    `The server sent a \`${event}\` event that this release of the client cannot read. Use the same release of client and server.`,
  );
}

/** Undefined for what is not JSON: no event has that. */
export function parseData(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
