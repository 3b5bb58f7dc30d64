import type { SliceFigures } from "../../gate/harm/slices.js";
import type { PairedCaseResult } from "../../runner/case-result.js";
import { findTagDifferences, type TagDifference } from "./tag-figures.js";

/** A tag with what every report says of it, in one word and in plots. */
export interface ShownTag extends TagDifference {
  readonly isProtected: boolean;
  /** Of a protected slice only what the gate shows: harm, or nothing. */
  readonly stand: "better" | "worse" | "plain";
  /** `worse`, `worse (gate)`; a dash where nothing is shown. */
  readonly said: string;
}

/** All tags, in the order of `findTagDifferences`. */
export function findShownTags(
  results: readonly PairedCaseResult[],
  slices: readonly SliceFigures[],
): readonly ShownTag[] {
  const judged = new Map(slices.map(({ slice, isWorse }) => [slice, isWorse]));
  return findTagDifferences(results).map((tag) => {
    const isWorse = judged.get(tag.tag);
    if (isWorse === undefined) {
      const { shown } = tag;
      return { ...tag, isProtected: false, stand: shown ?? "plain", said: shown ?? "–" };
    }
    const said = isWorse ? "worse (gate)" : "no harm shown (gate)";
    return { ...tag, isProtected: true, stand: isWorse ? "worse" : "plain", said };
  });
}

/** What is told where the gate shows harm of a slice whose interval holds 0; null where there is none. */
export function describeWideInterval(tags: readonly ShownTag[]): string | null {
  const wide = tags.filter(
    ({ isProtected, stand, difference }) =>
      isProtected && stand === "worse" && difference !== null && difference.upper >= 0,
  );
  if (wide.length === 0) return null;
  const named = wide.map(({ tag }) => `"${tag}"`).join(", ");
  return `The gate judges a protected slice by an exact one-sided test, and not by its interval, which is wider where few pairs differ: so that of ${named} holds 0.`;
}
