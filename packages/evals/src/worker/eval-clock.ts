/**
 * Which of its requests a thread is at, and since when, in memory that both threads see: one that loops for ever cannot
 * tell it by a message, and a message for each eval would cost more than most evals.
 */
export class EvalClock {
  /** The requests begun so far, and when the newest was, by Node's clock that all threads share. */
  readonly #words: BigInt64Array;
  /** What the other thread makes its own clock of. */
  readonly shared: SharedArrayBuffer;

  constructor(shared: SharedArrayBuffer = new SharedArrayBuffer(16)) {
    this.shared = shared;
    this.#words = new BigInt64Array(shared);
  }

  /** Called in the thread, before the request's first line runs. */
  begin(): void {
    // The time first: whoever reads in between takes a request for younger than it is, and looks again.
    Atomics.store(this.#words, 1, process.hrtime.bigint());
    Atomics.add(this.#words, 0, 1n);
  }

  /** Called in the thread, once the newest has ended. */
  rest(): void {
    Atomics.store(this.#words, 1, 0n);
  }

  /** How many requests were begun since the thread started. */
  get begun(): number {
    return Number(Atomics.load(this.#words, 0));
  }

  /** For how long the newest has been running; 0 where none runs. Read `begun` before it. */
  get ranMs(): number {
    const since = Atomics.load(this.#words, 1);
    return since === 0n ? 0 : Number(process.hrtime.bigint() - since) / 1e6;
  }
}
