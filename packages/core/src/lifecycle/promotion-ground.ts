import type { EvidenceKey } from "../evals/evidence.js";

/** What must hold for a promotion. */
export type PromotionGround =
  | {
      readonly kind: "evidence";
      /** The baseline is filled in by the store: the version that is active when it decides. */
      readonly key: Omit<EvidenceKey, "baselineHash">;
    }
  | { readonly kind: "override"; readonly reason: string }
  | { readonly kind: "no_gate" }
  /** The family declares no suite and no `gate: "none"`: only an override promotes. */
  | { readonly kind: "no_suite" };
