import { weighAnswer } from "./answer-evidence.js";

/** One input of what is confirmed. */
export interface ConfirmedSide {
  /** Whether an answer is as the failure says; null where it says nothing: none came, or the eval did not apply. */
  readonly isExpected: (at: number) => Promise<boolean | null>;
  /** The first answer that counts: those before it are why it is confirmed. */
  readonly from: number;
}

interface ConfirmRule {
  /** The evidence that confirms. */
  readonly confirmAt: number;
  /** At this evidence, or less, it was noise. */
  readonly dropAt: number;
  readonly mostRounds: number;
}

/** What came of asking again. */
export interface Confirmation {
  readonly decision: "confirmed" | "dropped" | "undecided";
  readonly evidence: number;
  /** Of each side, in their order. */
  readonly answers: readonly { readonly asked: number; readonly expected: number }[];
}

export const confirmRule = { dropAt: 0.1, mostRounds: 24 } as const;
/** A step of shrinking may be wrong: the last of them is confirmed with answers of its own. */
export const shrinkRule: ConfirmRule = { confirmAt: 20, dropAt: 0.5, mostRounds: 10 };

/** So many rounds without a word of all sides, and nothing will be decided. */
const mostSilent = 4;

/** Asks all sides once a round until the evidence decides. Throws what asking throws. */
export async function confirm(
  sides: readonly ConfirmedSide[],
  { confirmAt, dropAt, mostRounds }: ConfirmRule,
): Promise<Confirmation> {
  const rounds: (readonly boolean[])[] = [];
  let evidence = 1;
  let silent = 0;
  while (rounds.length < mostRounds && silent < mostSilent) {
    const at = rounds.length + silent;
    const said = await Promise.all(sides.map(({ isExpected, from }) => isExpected(from + at)));
    if (said.includes(null)) {
      silent += 1;
      continue;
    }
    const round = said.map((isExpected) => isExpected === true);
    rounds.push(round);
    evidence *= round.reduce((weight, isExpected) => weight * weighAnswer(isExpected), 1);
    if (evidence >= confirmAt || evidence <= dropAt) break;
  }
  const decision =
    evidence >= confirmAt ? "confirmed" : evidence <= dropAt ? "dropped" : "undecided";
  const answers = sides.map((_, at) => ({
    asked: rounds.length,
    expected: rounds.filter((round) => round[at] === true).length,
  }));
  return { decision, evidence, answers };
}
