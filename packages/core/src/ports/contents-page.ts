/** Something that a store keeps beside its decisions and that is not as it was saved. */
export interface ContentProblem {
  /** `beyond`: a decision after the one that the environment's head names. */
  readonly kind: "body" | "evidence" | "beyond";
  /** Of the decision that it is about; null where it is about none. */
  readonly revision: number | null;
  readonly family: string;
  /** Says what is there, and what should be. */
  readonly message: string;
}

/** A part of what a store keeps beside its decisions, checked. */
export interface ContentsPage {
  /** How many registered versions, and how many verdicts, were looked at. */
  readonly versions: number;
  readonly verdicts: number;
  readonly problems: readonly ContentProblem[];
  /** Where the next part begins, in the store's own words; null after the last. */
  readonly next: string | null;
}
