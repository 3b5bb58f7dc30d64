import type { Rule } from "./read-rubric.js";

/** What breaks a rule in a description. */
export interface Fault {
  readonly rule: Rule;
  /** In a sentence. */
  readonly why: string;
}

/** Something that the description claims of the product, and its data does not. */
export function unsupported(claim: string): Fault {
  return { rule: "accuracy", why: `Not in the product's data: ${claim}.` };
}
