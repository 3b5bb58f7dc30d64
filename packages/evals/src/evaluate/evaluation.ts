import type { AloneVerdict } from "../gate/alone/alone-verdict.js";
import type { GateVerdict } from "../gate/gate-verdict.js";
import type { AidsSpending } from "../runner/evaluator/count-aids.js";
import type { EvalRun } from "../runner/run-eval.js";
import type { PairedRun } from "../runner/run-paired-eval.js";
import type { EvaluatedVersion, EvidenceStanding } from "./evaluate-ports.js";

/** What an eval found: of one version alone, or of a candidate against the active one. */
export type Evaluation<Version extends EvaluatedVersion = EvaluatedVersion> =
  | {
      readonly kind: "single";
      readonly run: EvalRun;
      readonly verdict: AloneVerdict;
      readonly candidate: Version;
      readonly aside: AidsSpending | null;
    }
  | {
      readonly kind: "gate";
      readonly run: PairedRun;
      readonly verdict: GateVerdict;
      readonly candidate: Version;
      readonly baseline: Version;
      /** Null where none is stored, as of a run that was stopped: it says nothing yet. */
      readonly evidenceId: string | null;
      /** Where the evidence stands among the runs of the same comparison; null where no store counts them. */
      readonly standing: EvidenceStanding | null;
      /** What evals spent on other prompts and embeddings; null where the suite has none that uses any. */
      readonly aside: AidsSpending | null;
    };
