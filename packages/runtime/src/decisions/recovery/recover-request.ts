import type { DecisionSource } from "@promptrail/core/lifecycle";

export interface RecoverRequest {
  /** `store`: what the database says now. `fleet`: what this process serves of the lost history. */
  readonly keep: "store" | "fleet";
  readonly actor: string;
  readonly reason: string;
  readonly source?: DecisionSource;
}
