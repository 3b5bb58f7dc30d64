export type Piece = Uint8Array<ArrayBuffer>;

/** A body, piece by piece. Whoever reads asks for the next one after it got the last. */
export interface Pieces {
  /**
   * The next piece; undefined at the end. Throws where the body breaks off. What has come is given at once,
   * since a promise for each piece is a good part of what a short answer costs.
   */
  next(): Piece | undefined | Promise<Piece | undefined>;
  /** Gives up what has not come, and its connection. */
  cancel(): void;
}
