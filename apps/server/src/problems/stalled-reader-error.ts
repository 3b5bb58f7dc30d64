/** Whoever an answer was for took nothing of it for so long that its connection is closed. */
export class StalledReaderError extends Error {
  override readonly name = "StalledReaderError";

  constructor(idleMs: number) {
    super(
      `The reader took nothing of its answer for ${idleMs / 1_000} s, and its connection is closed.`,
    );
  }
}
