import { logGamma } from "./incomplete-beta.js";

/** ln B(a, b) of the beta function, a and b > 0; about 1e-15 of the largest ln Γ in it. */
export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}
