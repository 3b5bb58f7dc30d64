import { z } from "zod";
import type { DifferingAnswer, EvalDifference } from "./find-differences.js";

const answers = z.array(
  z.strictObject({
    case: z.string(),
    /** Which answer to the case, from 0. */
    repeat: z.number(),
    /** Why the one fails it, and why the other does not. */
    reason: z.string(),
    otherwise: z.string(),
  }),
);

/** A judge beside another eval of its suite: where one passes what the other fails. */
export const differenceReportSchema = z.strictObject({
  /** A version that runs alone is the candidate. */
  side: z.enum(["candidate", "baseline"]),
  judge: z.string(),
  eval: z.string(),
  /** Answers that both judged. */
  judged: z.number(),
  judge_only_passes: answers,
  eval_only_passes: answers,
});

export type DifferenceReport = z.infer<typeof differenceReportSchema>;

/** The differences of a version's run as data; nothing where no judge stands beside an eval. */
export function toDifferenceReports(
  side: DifferenceReport["side"],
  differences: readonly EvalDifference[],
): readonly DifferenceReport[] {
  return differences.map(({ judge, eval: other, judged, judgeOnly, evalOnly }) => ({
    side,
    judge,
    eval: other,
    judged,
    judge_only_passes: judgeOnly.map(toAnswer),
    eval_only_passes: evalOnly.map(toAnswer),
  }));
}

function toAnswer({ id, repeat, reason, otherwise }: DifferingAnswer) {
  return { case: id, repeat, reason, otherwise };
}
