import { normalQuantile } from "../../statistics/distributions/normal-distribution.js";
import type { Interval } from "../../statistics/means/interval.js";

const power = 0.8;

/**
 * The true effect that about four such looks in five would have shown: half the interval's width, which an estimate must
 * exceed, and z_.8 standard errors more, so that four estimates in five do. In the interval's own unit.
 */
export function findSmallestEffect({ lower, upper }: Interval, standardError: number): number {
  return (upper - lower) / 2 + normalQuantile(power) * standardError;
}
