interface MapConcurrentlySettings<Item, Result> {
  readonly source: AsyncIterable<Item>;
  /** How many pieces of work run at once. */
  readonly limit: number;
  readonly work: (item: Item) => Promise<Result>;
  /** Once it fires, nothing new begins; what runs is finished and yielded. */
  readonly stop: AbortSignal;
}

/**
 * Results as they finish. The next item is pulled only when a place is free, and no place is free while the
 * consumer is busy with `limit` results, so that a large source is never read ahead. An error of the source or
 * of a piece of work is thrown after the rest of what runs has ended.
 */
export async function* mapConcurrently<Item, Result>(
  settings: MapConcurrentlySettings<Item, Result>,
): AsyncGenerator<Result> {
  const { source, limit, work, stop } = settings;
  const iterator = source[Symbol.asyncIterator]();
  const running = new Map<number, Promise<{ readonly key: number; readonly result: Result }>>();
  let exhausted = false;
  let nextKey = 0;
  try {
    for (;;) {
      while (!exhausted && !stop.aborted && running.size < limit) {
        const pulled = await iterator.next();
        if (pulled.done === true) exhausted = true;
        else {
          const key = nextKey;
          nextKey += 1;
          running.set(
            key,
            work(pulled.value).then((result) => ({ key, result })),
          );
        }
      }
      if (running.size === 0) return;
      const { key, result } = await Promise.race(running.values());
      running.delete(key);
      yield result;
    }
  } finally {
    await Promise.allSettled(running.values());
    await iterator.return?.();
  }
}
