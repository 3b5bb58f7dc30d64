import { requireCount } from "../inputs/require-number.js";

export interface PassAtKSettings {
  /** How many trials of one case were run. */
  readonly trials: number;
  /** Of them passed. */
  readonly passed: number;
  /** How many trials are drawn, 1 to `trials`. */
  readonly k: number;
}

export interface PassAtK {
  /** pass@k: the chance that at least one of k passes, `1 − C(n−c, k)/C(n, k)`: "can work". */
  readonly any: number;
  /** pass^k: the chance that all k pass, `C(c, k)/C(n, k)`: "always works". */
  readonly all: number;
}

/**
 * The unbiased estimates of pass@k and pass^k from n trials of one case, of which c passed; a suite's figure is the mean over its cases.
 * 6 of 10, k = 3: .967 and .167.
 *
 * Source: Chen et al. 2021, arXiv 2107.03374, §2.1; Yao et al. 2024, arXiv 2406.12045, §3, for pass^k.
 *
 * @throws RangeError for counts that are not whole, more passed than trials, and a k outside of 1 to `trials`.
 */
export function passAtK({ trials, passed, k }: PassAtKSettings): PassAtK {
  const by = "passAtK";
  requireCount({ by, name: "trials", value: trials, least: 1 });
  requireCount({ by, name: "passed", value: passed, most: trials });
  requireCount({ by, name: "k", value: k, least: 1, most: trials });
  return {
    any: 1 - shareOfDraws(trials - passed, trials, k),
    all: shareOfDraws(passed, trials, k),
  };
}

/** C(of, k)/C(n, k), as a product: no factor leaves [0, 1]. */
function shareOfDraws(of: number, n: number, k: number): number {
  let share = 1;
  for (let drawn = 0; drawn < k; drawn += 1) share *= Math.max(0, of - drawn) / (n - drawn);
  return share;
}
