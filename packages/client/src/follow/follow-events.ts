import { setTimeout as delay } from "node:timers/promises";
import { statusEventWire, toEventId } from "@promptrail/http-api";
import type { EventSourceMessage } from "eventsource-parser";
import type { Server } from "../ask.js";
import { parseData } from "../stream-call.js";
import { readEvents } from "./read-events.js";
import type { StatusTracker } from "./status-tracker.js";
import { StreamPauses } from "./stream-pauses.js";

interface FollowEventsSettings {
  readonly tracker: StatusTracker;
  readonly signal: AbortSignal;
  /** A stream that sends nothing for so long is dead, whatever its socket says. */
  readonly silenceMs: number;
  /** The events alone do not tell what is live: the status has to be read whole. */
  readonly onGap: () => void;
}

interface EventFollowing {
  /** True while the server's stream gives signs of life. */
  readonly isAlive: () => boolean;
  /** Fulfilled once the signal has ended it. */
  readonly done: Promise<void>;
}

/**
 * Listens to a server's events, and comes back after each end where it was. It only hears sooner what
 * polling hears too, and it is polling that reports what is wrong with a server.
 */
export function followEvents(server: Server, settings: FollowEventsSettings): EventFollowing {
  const { signal } = settings;
  let isAlive = false;
  const pauses = new StreamPauses();
  const listen = async (): Promise<void> => {
    const stream = openWatchdog(settings);
    try {
      await readEvents(server, {
        lastEventId: toLastEventId(settings.tracker),
        signal: stream.signal,
        onLife: () => {
          if (!isAlive) settings.onGap();
          isAlive = true;
          stream.live();
        },
        onEvent: (event) => takeEvent(event, settings),
      });
    } catch {
      // Polling meets the same, and tells it.
    } finally {
      isAlive = false;
      stream.close();
    }
  };
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      const start = performance.now();
      await listen();
      const pauseMs = pauses.next(performance.now() - start);
      await delay(pauseMs, undefined, { signal }).catch(() => {});
    }
  };
  return { isAlive: () => isAlive, done: run() };
}

function toLastEventId({ state }: StatusTracker): string | null {
  return state === null ? null : toEventId(state);
}

/** Ends a stream that is silent for too long: a half-open socket says nothing of its own death. */
function openWatchdog({ signal, silenceMs }: FollowEventsSettings) {
  const silent = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const live = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silent.abort(), silenceMs).unref();
  };
  return {
    signal: AbortSignal.any([signal, silent.signal]),
    live,
    close: () => clearTimeout(timer),
  };
}

function takeEvent(
  { event, data }: EventSourceMessage,
  { tracker, onGap }: FollowEventsSettings,
): void {
  const parsed = statusEventWire.safeParse({ event, data: parseData(data) });
  if (!parsed.success) {
    onGap();
    return;
  }
  const told = parsed.data;
  // A server that goes by its code alone has no state to follow; polling says so.
  if (told.data.stateSource === "code_default") return;
  if (told.event === "change") {
    if (!tracker.offerChange(told.data)) onGap();
  } else if (tracker.state === null) tracker.offer(told.data.snapshot, null);
  // Whether it follows on what is known takes a question, which polling asks.
  else onGap();
}
