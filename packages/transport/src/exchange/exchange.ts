import type { Dispatcher } from "undici";
import type { Outgoing } from "../request/outgoing.js";
import { PieceQueue } from "./piece-queue.js";
import type { Piece, Pieces } from "./pieces.js";
import type { SocketUse } from "./socket-use.js";

export interface Head {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly pieces: Pieces;
}

interface Caller {
  readonly resolve: (head: Head) => void;
  readonly reject: (reason: unknown) => void;
}

/** In bytes, how much of an answer is read ahead of its reader. */
export const readAhead = 262_144;

const closings: ReadonlySet<unknown> = new Set(["UND_ERR_SOCKET", "ECONNRESET", "EPIPE"]);

/**
 * One request and its answer, as the handler that undici calls. Failures are what `fetch` makes of them: a
 * TypeError, "fetch failed" before the answer's headers and "terminated" after them; an abort is the signal's reason.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  /** Set by the client that sends the request. */
  socketUse: SocketUse | null = null;
  readonly #outgoing: Outgoing;
  readonly #pieces: PieceQueue;
  readonly #onAbort = () => this.#abort();
  #controller: Dispatcher.DispatchController | null = null;
  #caller: Caller | null = null;
  #isOver = false;
  #isReused = false;
  #hasBegun = false;
  #metStaleSocket = false;

  constructor(outgoing: Outgoing) {
    this.#outgoing = outgoing;
    this.#pieces = new PieceQueue({
      resume: () => this.#controller?.resume(),
      cancel: () => this.#giveUp(),
    });
  }

  /** Whether a socket that was used before closed under this request, with no byte of an answer. */
  get metStaleSocket(): boolean {
    return this.#metStaleSocket;
  }

  /** Sends the request; resolves when the answer's headers are there. */
  dispatch(dispatcher: Dispatcher): Promise<Head> {
    const { origin, path, method, headers, body, signal } = this.#outgoing;
    signal?.addEventListener("abort", this.#onAbort, { once: true });
    return new Promise((resolve, reject) => {
      this.#caller = { resolve, reject };
      dispatcher.dispatch({ origin, path, method, headers, body }, this);
    });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // The request has not been written: thrown here, it is dropped and the socket stays for others.
    if (this.#isOver) throw new Error("The caller no longer waits for this request.");
    this.#controller = controller;
    this.#isReused = this.socketUse?.use() ?? false;
  }

  onResponseStarted(): void {
    this.#hasBegun = true;
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Head["headers"],
    statusText = "",
  ): void {
    if (status < 200) return;
    const caller = this.#caller;
    this.#caller = null;
    caller?.resolve({ status, statusText, headers, pieces: this.#pieces });
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Uint8Array): void {
    this.#pieces.push(isPiece(chunk) ? chunk : Uint8Array.from(chunk));
    if (this.#pieces.size > readAhead) controller.pause();
  }

  onResponseEnd(): void {
    this.#end();
    this.#pieces.finish();
  }

  onResponseError(_controller: Dispatcher.DispatchController | null, error: Error): void {
    if (this.#isOver) return;
    const isClosed = "code" in error && closings.has(error.code);
    this.#metStaleSocket = this.#isReused && !this.#hasBegun && isClosed;
    const words = this.#caller === null ? "terminated" : "fetch failed";
    this.#fail(new TypeError(words, { cause: error }));
  }

  #abort(): void {
    this.#pieces.clear();
    this.#fail(this.#outgoing.signal?.reason);
    this.#controller?.abort(new Error("The caller has aborted the request."));
  }

  #giveUp(): void {
    if (this.#isOver) return;
    this.#end();
    this.#pieces.finish();
    this.#controller?.abort(new Error("The caller no longer reads the answer."));
  }

  #fail(reason: unknown): void {
    this.#end();
    const caller = this.#caller;
    this.#caller = null;
    if (caller === null) this.#pieces.fail(reason);
    else caller.reject(reason);
  }

  #end(): void {
    this.#isOver = true;
    this.#outgoing.signal?.removeEventListener("abort", this.#onAbort);
  }
}

/** Always so: no socket reads into memory that is shared. */
function isPiece(chunk: Uint8Array): chunk is Piece {
  return chunk.buffer instanceof ArrayBuffer;
}
