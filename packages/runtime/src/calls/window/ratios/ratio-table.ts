import { type LearntRatio, learnRatio, mostKinds, mostRatios } from "./learnt-ratio.js";

/** The last ratios of each kind of input, in memory. */
export class RatioTable {
  readonly #ratios = new Map<string, readonly number[]>();

  /** Takes a ratio, and says what is known now; null while that is too little. */
  add(key: string, ratio: number): LearntRatio | null {
    return this.#keep(key, [...(this.#ratios.get(key) ?? []), ratio]);
  }

  /** Takes ratios that are older than all it has of the key, the oldest first. */
  addOlder(key: string, older: readonly number[]): LearntRatio | null {
    return this.#keep(key, [...older, ...(this.#ratios.get(key) ?? [])]);
  }

  #keep(key: string, ratios: readonly number[]): LearntRatio | null {
    const kept = ratios.slice(-mostRatios);
    this.#ratios.delete(key);
    this.#ratios.set(key, kept);
    if (this.#ratios.size > mostKinds) this.#forgetOldest();
    return learnRatio(kept);
  }

  #forgetOldest(): void {
    for (const key of this.#ratios.keys()) {
      this.#ratios.delete(key);
      return;
    }
  }
}
