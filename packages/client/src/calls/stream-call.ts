import type { CallStreamEvent, JsonValue } from "@promptrail/core";
import { type JsonObject, PromptrailError } from "@promptrail/core";
import { fromProblem, fromStreamEventWire, routes, streamEventWire } from "@promptrail/http-api";
import { type EventSourceMessage, EventSourceParserStream } from "eventsource-parser/stream";
import type { ClientCallOptions } from "../client.js";
import type { Connection } from "../connection/connection.js";
import { requireNoProblem } from "../connection/read-answer.js";
import { toNetworkError } from "../connection/to-network-error.js";
import { toCallInput } from "./to-call-input.js";

/**
 * A streamed call's events. Leaving the loop ends the upstream call.
 *
 * @throws PromptrailError what the server says, before or in the stream; `store_unavailable` where
 * the stream ends without its `finish`.
 */
export async function* streamCall(
  connection: Connection,
  family: string,
  context: JsonObject,
  options: Omit<ClientCallOptions, "accept">,
): AsyncGenerator<CallStreamEvent<JsonValue>, void, undefined> {
  const response = await connection(routes.stream, toCallInput(family, context, options));
  await requireNoProblem(response);
  for await (const message of readMessages(response, options.signal)) {
    const event = parseEvent(message);
    if (event === null) continue;
    yield event;
    if (event.type === "finish") return;
  }
  throw toNetworkError(response.url, "the stream ended before its end", undefined);
}

async function* readMessages(
  response: Response,
  signal: AbortSignal | undefined,
): AsyncGenerator<EventSourceMessage, void, undefined> {
  if (response.body === null) return;
  try {
    yield* response.body
      .pipeThrough(new TextDecoderStream())
      .pipeThrough(new EventSourceParserStream());
  } catch (error) {
    if (signal?.aborted) throw error;
    throw toNetworkError(response.url, "the stream was cut", error);
  }
}

/** Null for an event that this version does not know. Throws what an `error` event tells. */
function parseEvent({ event, data }: EventSourceMessage): CallStreamEvent<JsonValue> | null {
  const parsed = streamEventWire.safeParse({ event, data: parseData(data) });
  if (!parsed.success) {
    if (!["text-delta", "reasoning-delta", "finish", "error"].includes(event ?? "")) return null;
    throw new PromptrailError(
      "store_unavailable",
      `The server sent a \`${event}\` event that this version cannot read. Check both versions.`,
    );
  }
  if (parsed.data.event === "error") throw fromProblem(parsed.data.data);
  return fromStreamEventWire(parsed.data);
}

function parseData(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
