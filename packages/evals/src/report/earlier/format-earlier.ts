import type { EarlierAnswers } from "@promptrail/core/lifecycle";
import { countAnswers, type Trial } from "../../runner/case-result.js";

/** A version or a model of a run, with its answers. */
export interface EarlierSide {
  /** `product_description_v2` */
  readonly title: string;
  readonly cases: readonly { readonly trials: readonly Trial[] }[];
  /** Undefined where every answer is the run's own. */
  readonly earlier: EarlierAnswers | undefined;
}

/** A line for each side about the answers of earlier runs that it stands on; none where every answer is the run's own. */
export function formatEarlier(sides: readonly EarlierSide[]): readonly string[] {
  if (sides.every(({ earlier }) => earlier === undefined)) return [];
  return sides.map(({ title, cases, earlier }) => {
    const all = countAnswers(cases.flatMap(({ trials }) => trials));
    if (earlier === undefined) return `${title}: none of its ${all} answers is of an earlier run.`;
    const { answers, oldestAt } = earlier;
    return `${title}: ${answers} of ${all} answers are of earlier runs, the oldest of ${toMinute(oldestAt)}, and were judged again.`;
  });
}

/** A line where the answers of a candidate were put aside for new ones within a day; none where they were not. */
export function formatBegunAnew(title: string, times: number | undefined): readonly string[] {
  if (times === undefined) return [];
  const count = times === 1 ? "once" : `${times} times`;
  return [
    `${title}: within 24 hours its answers were put aside ${count} for new ones (--fresh). What a run found that was stopped before is in no evidence.`,
  ];
}

/** `2026-12-01 02:43Z` */
export function toMinute(time: Date): string {
  return `${time.toISOString().replace("T", " ").slice(0, 16)}Z`;
}
