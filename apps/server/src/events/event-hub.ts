import { PromptrailError } from "@promptrail/core";
import { parseEventId } from "@promptrail/http-api";
import type { PromptReader } from "@promptrail/runtime";
import type { AnswerReader } from "../reader/answer-reader.js";
import type { StatusReader } from "../status/status-reader.js";
import { EventReader } from "./event-reader.js";
import { createEventTexts } from "./event-texts.js";

/** How long an event stream may last, more or less; it is then resumed with its key checked again. */
export const longestStreamMs = 600_000;

/** The open event streams of a server. */
export interface EventHub {
  /** A new stream. Throws PromptrailError `store_unavailable` where the server is stopping. */
  open(lastEventId: string | null, reader: AnswerReader): Response;
  /** Tells every stream what it does not have yet; costs nothing where that is nothing. */
  look(): void;
  /** Ends every stream, and opens no more. */
  close(): void;
}

export interface EventHubSettings {
  readonly promptrail: PromptReader;
  readonly status: StatusReader;
  /** In milliseconds, never going back. */
  readonly now?: () => number;
  readonly heartbeatMs?: number;
  readonly longestMs?: number;
}

/** Watches what is applied while anybody listens, and only then. */
export function createEventHub(settings: EventHubSettings): EventHub {
  const { promptrail, status, now = () => performance.now() } = settings;
  const { heartbeatMs = 5_000, longestMs = longestStreamMs } = settings;
  const readers = new Set<EventReader>();
  const texts = createEventTexts();
  let stop: (() => void) | null = null;
  let isClosed = false;
  const look = () => {
    const served = status.read();
    for (const reader of readers) reader.tell(served);
  };
  const start = () => {
    const beating = setInterval(() => {
      for (const reader of readers) reader.beat();
    }, heartbeatMs).unref();
    const unwatch = promptrail.watch(look);
    return () => {
      clearInterval(beating);
      unwatch();
    };
  };
  const leave = (reader: EventReader) => {
    readers.delete(reader);
    if (readers.size > 0) return;
    stop?.();
    stop = null;
  };
  return {
    look,
    open: (lastEventId, { drop }) => {
      if (isClosed) throw stopping();
      const place = parseEventId(lastEventId);
      // Spread, so that not all of them come again at once.
      const endsAt = now() + longestMs * (0.9 + Math.random() * 0.2);
      const read = () => status.read();
      const reader = new EventReader({ place, read, texts, now, endsAt, drop, onGone: leave });
      readers.add(reader);
      stop ??= start();
      return toResponse(reader.stream);
    },
    close: () => {
      isClosed = true;
      for (const reader of [...readers]) reader.end();
    },
  };
}

function toResponse(stream: ReadableStream<Uint8Array>): Response {
  return new Response(stream, {
    headers: { "content-type": "text/event-stream", "x-accel-buffering": "no" },
  });
}

function stopping(): PromptrailError {
  return new PromptrailError(
    "store_unavailable",
    "The server is stopping and opens no new event streams. Try again in a few seconds.",
  );
}
