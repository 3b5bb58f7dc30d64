interface MapConcurrentlySettings<Item, Result> {
  readonly source: AsyncIterable<Item>;
  /** How many pieces of work run at once. */
  readonly limit: number;
  readonly work: (item: Item) => Promise<Result>;
  /** Once it fires, nothing new begins; what runs is finished and yielded. */
  readonly stop: AbortSignal;
}

type Finished<Result> = { readonly result: Result } | { readonly error: unknown };

/**
 * Results as they finish. The next item is pulled only when a place is free, and no place is free while the
 * consumer is busy with `limit` results, so that a large source is never read ahead. An error of the source or
 * of a piece of work is thrown after the rest of what runs has ended.
 */
export async function* mapConcurrently<Item, Result>(
  settings: MapConcurrentlySettings<Item, Result>,
): AsyncGenerator<Result> {
  const { source, limit, stop } = settings;
  const iterator = source[Symbol.asyncIterator]();
  const places = new Places(settings.work);
  let exhausted = false;
  try {
    for (;;) {
      while (!exhausted && !stop.aborted && places.taken < limit) {
        const pulled = await iterator.next();
        if (pulled.done === true) exhausted = true;
        else places.begin(pulled.value);
      }
      if (places.taken === 0) return;
      yield await places.next();
    }
  } finally {
    await places.settle();
    await iterator.return?.();
  }
}

/** Pieces of work that run, and those that have ended and were not taken yet. */
class Places<Item, Result> {
  readonly #work: (item: Item) => Promise<Result>;
  readonly #finished: Finished<Result>[] = [];
  #running = 0;
  #wake: () => void = () => {};

  constructor(work: (item: Item) => Promise<Result>) {
    this.#work = work;
  }

  get taken(): number {
    return this.#running + this.#finished.length;
  }

  begin(item: Item): void {
    this.#running += 1;
    this.#work(item).then(
      (result) => this.#end({ result }),
      (error: unknown) => this.#end({ error }),
    );
  }

  /** The result of the piece that ended first. Throws its error. */
  async next(): Promise<Result> {
    for (;;) {
      const finished = this.#finished.shift();
      if (finished === undefined) await this.#oneMore();
      else if ("error" in finished) throw finished.error;
      else return finished.result;
    }
  }

  async settle(): Promise<void> {
    while (this.#running > 0) await this.#oneMore();
  }

  #oneMore(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  #end(finished: Finished<Result>): void {
    this.#running -= 1;
    this.#finished.push(finished);
    this.#wake();
  }
}
