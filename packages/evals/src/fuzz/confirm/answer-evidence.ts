/** How often an answer is as expected where the failure is real: chosen so that one slip in five answers hides nothing. */
const expectedRate = 0.8;

/**
 * How much one more answer weighs for a failure, as the factor of a likelihood ratio: 1.6 where it is as the failure says, 0.4 where
 * it is not.
 *
 * Of a pair, whose one input passes and whose other one fails, the product over both answers is an e-value against "both pass
 * equally often", whatever that rate is: with s the chance that an answer of the one is as expected, the other's is 1 - s, and the
 * expected factor is 4 s (1 - s) ≤ 1 (Turner, Ly and Grünwald 2024, for two Bernoulli streams). Of one input alone it is an e-value against
 * "fails at most every second time". By Ville's inequality the product ever reaches 1/α with a chance of at most α, so that asking
 * may end as soon as it does.
 */
export function weighAnswer(isExpected: boolean): number {
  return 2 * (isExpected ? expectedRate : 1 - expectedRate);
}

/** Gives each test of a run a part of the run's alpha, α / (i (i + 1)), which together are never more than α. */
export class AlphaSpending {
  readonly alpha: number;
  #tests = 0;

  constructor(alpha: number) {
    this.alpha = alpha;
  }

  /** The evidence at which the next test confirms. */
  get threshold(): number {
    return ((this.#tests + 1) * (this.#tests + 2)) / this.alpha;
  }

  /** Takes it: the test after it gets less. */
  take(): number {
    const { threshold } = this;
    this.#tests += 1;
    return threshold;
  }
}
