import type { JudgeCard } from "../card/judge-card.js";
import type { JudgeRequirements } from "../card/judge-requirements.js";
import type { JudgeLabel } from "../labels/judge-label.js";
import type { Rubric } from "../rubric/rubric.js";

export interface JudgeSettings {
  /** Lower case, unique in its suite: `reads_well`. */
  readonly name: string;
  readonly rubric: Rubric;
  /** Its card, as `readJudgeCard` reads it. Null or left out: the judge may not gate, and the verdict says so. */
  readonly card?: JudgeCard | null;
  /** How often each question is asked; a comparison so often in each order. Default: 1. */
  readonly repeats?: number;
  /** An answer passes from this score on. Default: 0.5; of a comparison, a tie passes. A rubric of criteria passes where each does. */
  readonly passScore?: number;
  /** Whether the judge is shown the case's ground truth. Default: true; false lets it judge answers of production. */
  readonly showGroundTruth?: boolean;
  /** What is asked of its card. What differs from the usual is told beside every verdict. */
  readonly requires?: Partial<JudgeRequirements>;
  /** Labels, as `readJudgeLabels` reads them: where they are of a run's own answers, they correct its figures. */
  readonly labels?: readonly JudgeLabel[];
  /** US dollars that it may cost in one run. It is then asked no more, and the run is inconclusive. No part of the suite hash. */
  readonly maxCost?: number;
  /** How much it counts in an answer's score, beside the suite's other evals: as `defineEval`'s. Default: 1. */
  readonly weight?: number;
  /** For all its questions about one answer, in milliseconds. No part of the suite hash. Default: 120,000. */
  readonly timeoutMs?: number;
}
