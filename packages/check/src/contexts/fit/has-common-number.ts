import type { JsonObject } from "@promptrail/core";
import { isInRange } from "./allows-value.js";

/** False where it is certain that no number fits all of some plain schemas. */
export function hasCommonNumber(arms: readonly JsonObject[]): boolean {
  const fits = (value: number) => arms.every((arm) => isInRange(arm, value));
  const low = Math.max(...numbersOf(arms, "minimum", "exclusiveMinimum"), -Infinity);
  const high = Math.min(...numbersOf(arms, "maximum", "exclusiveMaximum"), Infinity);
  if (low > high || (low === high && !fits(low))) return false;
  // Towards infinity there is always a multiple.
  if (!Number.isFinite(low) || !Number.isFinite(high)) return true;
  return stepsOf(arms).every((step) => {
    const first = Math.floor(low / step);
    return [-1, 0, 1, 2].some((more) => fits((first + more) * step));
  });
}

/** Whole steps only: the multiples of a fraction are no exact binary numbers. */
function stepsOf(arms: readonly JsonObject[]): readonly number[] {
  const whole = arms.some(({ type }) => type === "integer") ? [1] : [];
  const steps = numbersOf(arms, "multipleOf").filter((step) => Number.isInteger(step) && step > 0);
  return [...whole, ...steps];
}

function numbersOf(arms: readonly JsonObject[], ...keywords: readonly string[]): readonly number[] {
  return arms
    .flatMap((arm) => keywords.map((keyword) => arm[keyword]))
    .filter((value) => typeof value === "number");
}
