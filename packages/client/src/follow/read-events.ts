import { routes } from "@promptrail/http-api";
import { createParser, type EventSourceMessage } from "eventsource-parser";
import type { Server } from "../ask.js";
import { requireNoProblem } from "../read-answer.js";
import { toNetworkError } from "../to-network-error.js";

interface EventSettings {
  readonly lastEventId: string | null;
  readonly signal: AbortSignal;
  /** Every byte is a sign of life, a heartbeat too. */
  readonly onLife: () => void;
  readonly onEvent: (event: EventSourceMessage) => void;
}

/** For the answer's head: the server sends it at once. */
const headMs = 3_000;

/**
 * Reads one event stream to its end.
 *
 * @throws PromptrailError what the server says; `store_unavailable` for an answer that is no event
 * stream. What the network throws when the stream is cut.
 */
export async function readEvents(server: Server, settings: EventSettings): Promise<void> {
  const { lastEventId, signal, onLife, onEvent } = settings;
  const asked = { lastEventId: lastEventId ?? undefined };
  const options = { signal, timeoutMs: headMs, isEndless: true };
  const response = await server.send(routes.events, asked, options);
  await requireNoProblem(response);
  const mediaType = response.headers.get("content-type") ?? "";
  if (response.body === null || !mediaType.startsWith("text/event-stream")) {
    await response.body?.cancel();
    throw toNetworkError(response.url, "it does not send events", undefined);
  }
  const parser = createParser({ onEvent });
  const decoder = new TextDecoder();
  const chunks: AsyncIterable<Uint8Array> = response.body;
  for await (const bytes of chunks) {
    onLife();
    parser.feed(decoder.decode(bytes, { stream: true }));
  }
}
