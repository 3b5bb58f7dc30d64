import { normalQuantile } from "../distributions/normal-distribution.js";
import type { Interval } from "./interval.js";

export interface WilsonSettings {
  /** The share seen, 0 to 1. */
  readonly share: number;
  /** How many independent observations it rests on; need not be whole where a design effect shrank it. */
  readonly n: number;
  /** Two-sided, e.g. 0.95. */
  readonly confidence: number;
}

/**
 * Wilson's score interval: centre `(p+z²/2n)/(1+z²/n)`.
 * Source: Wilson 1927; Newcombe 1998, Statistics in Medicine 17:857, method 3. With n = 0: [0, 1].
 */
export function wilsonInterval(settings: WilsonSettings): Interval {
  const { share, n, confidence } = settings;
  if (n <= 0) return { lower: 0, upper: 1 };
  const z = normalQuantile(0.5 + confidence / 2);
  const shrink = 1 + (z * z) / n;
  const centre = (share + (z * z) / (2 * n)) / shrink;
  const half = (z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))) / shrink;
  return {
    lower: share === 0 ? 0 : Math.max(0, centre - half),
    upper: share === 1 ? 1 : Math.min(1, centre + half),
  };
}
