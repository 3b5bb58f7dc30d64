type Listener<Value> = (value: Value) => void;

/** Something that happens in a process, and a list of those who listen, who are told in their order. */
export class Signal<Value = void> {
  readonly #listeners = new Set<{ readonly tell: Listener<Value> }>();
  readonly #onProblem: (error: unknown) => void;

  constructor(onProblem: (error: unknown) => void) {
    this.#onProblem = onProblem;
  }

  /** Returns how to stop. Who listens twice is told twice, and stops one of the two at a time. */
  listen(tell: Listener<Value>): () => void {
    const listener = { tell };
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** A listener that throws is a problem of its own: the others are told. */
  tell(value: Value): void {
    for (const { tell } of this.#listeners) {
      try {
        tell(value);
      } catch (error) {
        this.#onProblem(error);
      }
    }
  }
}
