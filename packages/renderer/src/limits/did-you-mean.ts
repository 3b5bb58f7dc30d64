import { findNearest } from "@promptrail/core/errors";

/** `; did you mean 'upper'?`, or nothing where no candidate is close. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const nearest = findNearest(word, [...candidates]);
  return nearest === undefined ? "" : `; did you mean '${nearest}'?`;
}
