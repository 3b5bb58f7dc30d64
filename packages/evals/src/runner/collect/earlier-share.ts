import type { Trial } from "../case-result.js";

/** How much of a run stands on answers of earlier ones. */
export interface EarlierShare {
  /** Cases with such an answer, of all that have a result. */
  readonly cases: number;
  readonly oldestAt: Date;
}

/** With the answers of one more case, those that came before the run. */
export function addEarlier(
  share: EarlierShare | null,
  trials: readonly Trial[],
  startedAt: Date,
): EarlierShare | null {
  if (trials.every(({ keptAt }) => keptAt === undefined)) return share;
  const kept = trials.flatMap(({ keptAt }) =>
    keptAt !== undefined && keptAt <= startedAt ? [keptAt.getTime()] : [],
  );
  if (kept.length === 0) return share;
  const oldest = Math.min(...kept, share?.oldestAt.getTime() ?? Number.POSITIVE_INFINITY);
  return { cases: (share?.cases ?? 0) + 1, oldestAt: new Date(oldest) };
}
