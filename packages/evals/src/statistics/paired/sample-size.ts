import { normalQuantile } from "../distributions/normal-distribution.js";

export interface SampleSizeSettings {
  /** Of the paired differences. */
  readonly standardDeviation: number;
  /** The distance that must be told apart: the margin, for an identical prompt. */
  readonly distance: number;
  /** One-sided. */
  readonly alpha: number;
  readonly power: number;
}

/** `n = (z_{1−α}+z_power)²·σ²/δ²` pairs for a one-sided test of a mean difference (Miller 2024, §5). */
export function sampleSize(settings: SampleSizeSettings): number {
  const { standardDeviation, distance, alpha, power } = settings;
  const z = normalQuantile(1 - alpha) + normalQuantile(power);
  return Math.ceil((z * standardDeviation) ** 2 / distance ** 2);
}
