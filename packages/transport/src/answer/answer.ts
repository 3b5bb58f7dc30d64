import type { Head } from "../exchange/exchange.js";
import type { Piece, Pieces } from "../exchange/pieces.js";
import { ReceivedHeaders } from "./received-headers.js";

export interface AnswerHead {
  readonly url: string;
  readonly status: number;
  readonly statusText: string;
  /** By their names in small letters. */
  readonly headers: Head["headers"];
  /** Null where an answer of this kind has no body. */
  readonly pieces: Pieces | null;
}

/**
 * A Response whose text is read with nothing between: the platform's own costs more than the whole exchange.
 * The readers that vendors' clients use are its own; the others go through a platform's Response.
 */
export class Answer implements Response {
  readonly url: string;
  readonly status: number;
  readonly statusText: string;
  /** The headers for who asks for a few by name: web Headers are checked and sorted one by one. */
  readonly received: ReceivedHeaders;
  readonly redirected = false;
  readonly type = "basic";
  readonly #pieces: Pieces | null;
  #headers: Headers | null = null;
  #size = 0;
  #mostBytes = Number.POSITIVE_INFINITY;
  #refuse: () => Error = () => new RangeError("The answer is too long.");
  #stream: ReadableStream<Piece> | null = null;
  #copy: Response | null = null;
  #reader: "text" | "stream" | null = null;

  constructor({ url, status, statusText, headers, pieces }: AnswerHead) {
    this.url = url;
    this.status = status;
    this.statusText = statusText;
    this.received = new ReceivedHeaders(headers);
    this.#pieces = pieces;
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  /** Made when they are asked for. */
  get headers(): Headers {
    this.#headers ??= this.received.toHeaders();
    return this.#headers;
  }

  get bodyUsed(): boolean {
    return this.#copy?.bodyUsed ?? this.#reader !== null;
  }

  get body(): ReadableStream<Piece> | null {
    if (this.#copy !== null) return this.#copy.body;
    if (this.#pieces === null) return null;
    this.#stream ??= this.#toStream(this.#pieces);
    return this.#stream;
  }

  /**
   * Gives the body a limit, in bytes after decompression, however it is read. Beyond it the connection is
   * given up, and the reader gets what `refuse` makes.
   */
  limitBytes(mostBytes: number, refuse: () => Error): void {
    this.#mostBytes = mostBytes;
    this.#refuse = refuse;
  }

  async text(): Promise<string> {
    if (this.#copy !== null) return this.#copy.text();
    this.#requireUnread();
    if (this.#pieces === null) return "";
    this.#reader = "text";
    const read: Piece[] = [];
    for (;;) {
      const next = this.#next(this.#pieces);
      const piece = next instanceof Promise ? await next : next;
      if (piece === undefined) return toText(read);
      read.push(piece);
    }
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return this.#toCopy().arrayBuffer();
  }

  async blob(): Promise<Blob> {
    return this.#toCopy().blob();
  }

  async bytes(): ReturnType<Response["bytes"]> {
    return this.#toCopy().bytes();
  }

  async formData(): Promise<FormData> {
    return this.#toCopy().formData();
  }

  clone(): Response {
    return this.#toCopy().clone();
  }

  #toCopy(): Response {
    if (this.#copy !== null) return this.#copy;
    this.#requireUnread();
    const { status, statusText, headers } = this;
    this.#copy = new Response(this.body, { status, statusText, headers });
    return this.#copy;
  }

  #requireUnread(): void {
    if (this.#reader !== null || this.#stream?.locked === true) throw createUsedError();
  }

  #next(pieces: Pieces): ReturnType<Pieces["next"]> {
    const next = pieces.next();
    return next instanceof Promise
      ? next.then((piece) => this.#count(pieces, piece))
      : this.#count(pieces, next);
  }

  #count(pieces: Pieces, piece: Piece | undefined): Piece | undefined {
    this.#size += piece?.byteLength ?? 0;
    if (this.#size <= this.#mostBytes) return piece;
    pieces.cancel();
    throw this.#refuse();
  }

  #toStream(pieces: Pieces): ReadableStream<Piece> {
    return new ReadableStream(
      {
        pull: async (controller) => {
          if (this.#reader === "text") throw createUsedError();
          this.#reader = "stream";
          const piece = await this.#next(pieces);
          if (piece === undefined) controller.close();
          else controller.enqueue(piece);
        },
        cancel: () => {
          this.#reader ??= "stream";
          pieces.cancel();
        },
      },
      // Nothing is read ahead: who reads slowly holds one piece.
      { highWaterMark: 0 },
    );
  }
}

const whole = new TextDecoder();

/** Most answers come in one piece. */
function toText(pieces: readonly Piece[]): string {
  const [only] = pieces;
  if (only !== undefined && pieces.length === 1) return whole.decode(only);
  const decoder = new TextDecoder();
  let text = "";
  for (const piece of pieces) text += decoder.decode(piece, { stream: true });
  return text + decoder.decode();
}

function createUsedError(): TypeError {
  return new TypeError("The answer's body was read already, and can be read only once.");
}
