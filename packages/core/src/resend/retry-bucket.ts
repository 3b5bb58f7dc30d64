/** So many retries may follow each other when all was well before. */
export const mostSavedRetries = 10;
/** What a success adds: in steady failure one retry for ten answers, and no storm. */
export const retriesPerSuccess = 0.1;

/** What the calls of this process may spend on being sent again to one model. */
export class RetryBucket {
  #saved = mostSavedRetries;

  /** False where nothing is left. */
  take(): boolean {
    if (this.#saved < 1) return false;
    this.#saved -= 1;
    return true;
  }

  fill(): void {
    this.#saved = Math.min(mostSavedRetries, this.#saved + retriesPerSuccess);
  }
}
