import type { Relation } from "../../relations/relation.js";

/** `the currency is another one`. */
export function describeRelation(relation: Relation | null): string {
  return relation?.describes ?? "inputs made by the schema pass the must-pass evals";
}
