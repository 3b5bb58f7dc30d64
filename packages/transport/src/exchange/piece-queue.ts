import type { Piece, Pieces } from "./pieces.js";

interface Reader {
  readonly resolve: (piece: Piece | undefined) => void;
  readonly reject: (reason: unknown) => void;
}

/** What a queue tells its source. */
export interface PieceSource {
  /** More is wanted than what has come. */
  resume(): void;
  cancel(): void;
}

/** Pieces between a source that pushes them and a reader that asks for them. */
export class PieceQueue implements Pieces {
  readonly #source: PieceSource;
  #pieces: Piece[] = [];
  #size = 0;
  #reader: Reader | null = null;
  #end: { readonly error?: unknown } | null = null;

  constructor(source: PieceSource) {
    this.#source = source;
  }

  /** In bytes, what has come and nobody has read. */
  get size(): number {
    return this.#size;
  }

  push(piece: Piece): void {
    if (this.#reader === null) {
      this.#pieces.push(piece);
      this.#size += piece.byteLength;
    } else this.#takeReader()?.resolve(piece);
  }

  /** Nothing more will come. */
  finish(): void {
    this.#end ??= {};
    this.#takeReader()?.resolve(undefined);
  }

  /** Nothing more will come, and what came was not all. */
  fail(error: unknown): void {
    this.#end ??= { error };
    this.#takeReader()?.reject(error);
  }

  /** Nobody wants what has come. */
  clear(): void {
    this.#pieces = [];
    this.#size = 0;
  }

  next(): Piece | undefined | Promise<Piece | undefined> {
    const piece = this.#pieces.shift();
    if (piece !== undefined) {
      this.#size -= piece.byteLength;
      return piece;
    }
    if (this.#end !== null) {
      if ("error" in this.#end) throw this.#end.error;
      return undefined;
    }
    const promise = new Promise<Piece | undefined>((resolve, reject) => {
      this.#reader = { resolve, reject };
    });
    this.#source.resume();
    return promise;
  }

  cancel(): void {
    this.clear();
    this.#source.cancel();
  }

  #takeReader(): Reader | null {
    const reader = this.#reader;
    this.#reader = null;
    return reader;
  }
}
