/** Hands values from one who makes them to one who reads them, one at a time: who makes waits until it is wanted. */
export class EventHandoff<Value> {
  #value: Value | null = null;
  #wake: (() => void) | null = null;
  #isEnded = false;
  #taken: { readonly resolve: () => void; readonly reject: (error: unknown) => void } | null = null;
  #left: Error | null = null;

  /** Resolves once the reader asks for the next value; rejects with what `leave` was given. */
  readonly give = (value: Value): Promise<void> => {
    if (this.#left !== null) return Promise.reject(this.#left);
    this.#value = value;
    this.#awake();
    return new Promise((resolve, reject) => {
      this.#taken = { resolve, reject };
    });
  };

  /** Nothing more comes. */
  end(): void {
    this.#isEnded = true;
    this.#awake();
  }

  /** The next value; null after the last. */
  async take(): Promise<Value | null> {
    this.#taken?.resolve();
    this.#taken = null;
    if (this.#value === null && !this.#isEnded) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const value = this.#value;
    this.#value = null;
    return value;
  }

  /** The reader wants nothing more. */
  leave(reason: Error): void {
    this.#left = reason;
    this.#taken?.reject(reason);
  }

  #awake(): void {
    this.#wake?.();
    this.#wake = null;
  }
}
