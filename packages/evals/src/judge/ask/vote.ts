/** In which order a judge saw two answers. A single answer is always `forward`. */
export type VoteOrder = "forward" | "reversed";

/** What a judge said once. */
export type Vote = ScoredVote | UnscoredVote;

export interface ScoredVote {
  readonly kind: "scored";
  readonly order: VoteOrder;
  /**
   * A word of the menu for each part, by the part's name. Of a comparison it is about the answers in forward order,
   * whichever was shown first: the vote was turned back.
   */
  readonly words: ReadonlyMap<string, string>;
  readonly reason: string;
}

/** A verdict that is not on the menu: it is counted, and never guessed. */
export interface UnscoredVote {
  readonly kind: "unscored";
  readonly order: VoteOrder;
  /** Why it could not be read. */
  readonly reason: string;
}

/** What asking took. */
export interface JudgeSpending {
  readonly calls: number;
  /** US dollars; null where that of a call is unknown. */
  readonly cost: number | null;
  /** False where no answer came: the vendor may bill it all the same. */
  readonly isAnswered: boolean;
}
