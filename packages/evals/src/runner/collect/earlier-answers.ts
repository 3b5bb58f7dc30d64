import type { EarlierAnswers } from "@promptrail/core/lifecycle";
import type { Trial } from "../case-result.js";

/** With the answers of one more case, those that earlier runs asked for. */
export function addEarlier(
  earlier: EarlierAnswers | undefined,
  trials: readonly Trial[],
): EarlierAnswers | undefined {
  const times = trials.flatMap(({ keptAt, isOwn }) =>
    keptAt === undefined || isOwn === true ? [] : [keptAt.getTime()],
  );
  if (times.length === 0) return earlier;
  const oldest = Math.min(...times, earlier?.oldestAt.getTime() ?? Number.POSITIVE_INFINITY);
  return {
    cases: (earlier?.cases ?? 0) + 1,
    answers: (earlier?.answers ?? 0) + times.length,
    oldestAt: new Date(oldest),
  };
}
