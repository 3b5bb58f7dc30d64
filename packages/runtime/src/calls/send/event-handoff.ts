/** Hands values to one who reads them, one at a time: who gives waits until the next one is wanted. */
export class EventHandoff<Value> {
  #value: Value | null = null;
  #isEnded = false;
  #wakeReader = () => {};
  #wakeGiver = (_isWanted: boolean) => {};

  /** True once the next value is wanted; false where the reader has left. */
  give(value: Value): Promise<boolean> {
    this.#value = value;
    this.#wakeReader();
    return new Promise((resolve) => {
      this.#wakeGiver = resolve;
      if (this.#isEnded) resolve(false);
    });
  }

  /** Nothing more comes. */
  end(): void {
    this.#isEnded = true;
    this.#wakeReader();
  }

  /** The next value; null after the last. */
  async take(): Promise<Value | null> {
    this.#wakeGiver(true);
    if (this.#value === null && !this.#isEnded) {
      await new Promise<void>((resolve) => {
        this.#wakeReader = resolve;
      });
    }
    const value = this.#value;
    this.#value = null;
    return value;
  }

  /** The reader wants nothing more. */
  leave(): void {
    this.#isEnded = true;
    this.#wakeGiver(false);
  }
}
