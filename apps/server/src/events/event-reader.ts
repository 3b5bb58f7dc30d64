import type { EventPlace } from "@promptrail/http-api";
import { StalledReaderError } from "../problems/stalled-reader-error.js";
import type { AnswerReader } from "../reader/answer-reader.js";
import type { ServedStatus } from "../status/status-reader.js";
import type { EventTexts } from "./event-texts.js";

interface EventReaderSettings {
  /** The last event that it has; null for none. */
  readonly place: EventPlace | null;
  readonly read: () => ServedStatus;
  readonly texts: EventTexts;
  /** In milliseconds, never going back. */
  readonly now: () => number;
  /** Until when it may stay; whoever wants more comes again, and shows its key again. */
  readonly endsAt: number;
  readonly drop: AnswerReader["drop"];
  readonly onGone: (reader: EventReader) => void;
}

/**
 * So many messages wait for a reader. What happens while they do is told as one change when there
 * is room again: nothing is buffered beyond that, and nothing is left out.
 */
export const mostWaiting = 8;
/** A reader that takes nothing for so long is gone. */
export const stalledMs = 15_000;

/** One open event stream. */
export class EventReader {
  readonly stream: ReadableStream<Uint8Array>;
  readonly #settings: EventReaderSettings;
  #controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  #place: EventPlace | null;
  #fullSince: number | null = null;

  constructor(settings: EventReaderSettings) {
    this.#settings = settings;
    this.#place = settings.place;
    this.stream = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.#controller = controller;
          // So that the answer's head is sent, also where there is nothing to tell yet.
          this.#send(comment("connected"));
          this.tell();
        },
        pull: () => this.tell(),
        cancel: () => this.#leave(),
      },
      new CountQueuingStrategy({ highWaterMark: mostWaiting }),
    );
  }

  /** Sends what is new, if there is room. */
  tell(status: ServedStatus = this.#settings.read()): void {
    if (!this.#hasRoom()) return;
    const text = this.#settings.texts(status, this.#place);
    if (text === null) return;
    this.#place = text.place;
    this.#send(text.bytes);
  }

  /** Says that the stream lives, or ends it where nobody reads it or its time is over. */
  beat(): void {
    const { now, endsAt } = this.#settings;
    const isFull = !this.#hasRoom();
    if (isFull && this.#fullSince !== null && now() - this.#fullSince >= stalledMs) {
      // Where the connection is closed, an error would be told a second time, by the framework.
      if (!this.#settings.drop(stalledMs))
        this.#controller?.error(new StalledReaderError(stalledMs));
      this.#leave();
    } else if (now() >= endsAt) this.end();
    else if (!isFull) this.#send(comment("alive"));
  }

  /** Ends the stream cleanly: its reader may come again. */
  end(): void {
    this.#controller?.close();
    this.#leave();
  }

  #hasRoom(): boolean {
    const room = this.#controller?.desiredSize ?? 0;
    this.#fullSince = room > 0 ? null : (this.#fullSince ?? this.#settings.now());
    return room > 0;
  }

  #send(bytes: Uint8Array): void {
    this.#controller?.enqueue(bytes);
  }

  #leave(): void {
    this.#controller = null;
    this.#settings.onGone(this);
  }
}

function comment(text: string): Uint8Array {
  return new TextEncoder().encode(`: ${text}\n\n`);
}
