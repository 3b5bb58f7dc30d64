const firstPauseMs = 100;
const longestPauseMs = 5_000;
/** A stream that lasted so long was a good one, however it ended. */
const steadyMs = 10_000;

/**
 * How long a follower waits before it asks for the next event stream: longer after each one that was short, whether
 * it failed or a proxy ended it in good order. At most ten are asked for in ten seconds, whatever ends them.
 */
export class StreamPauses {
  #short = 0;

  /**
   * @param livedMs how long the last stream was.
   * @param spread from 0 to 1, at random, so that the followers of a server that comes back do not all come at once.
   */
  next(livedMs: number, spread = Math.random()): number {
    this.#short = livedMs >= steadyMs ? 0 : this.#short + 1;
    return Math.min(firstPauseMs * 2 ** this.#short, longestPauseMs) * (0.5 + spread);
  }
}
