import { weighAnswer } from "./answer-evidence.js";
import { confirmRule } from "./confirm.js";

interface PowerSettings {
  /** 2 for a relation, 1 for a single input. */
  readonly sides: 1 | 2;
  /** How often an answer is not as expected, 0 to 1. */
  readonly slips: number;
  /** The evidence that confirms. */
  readonly confirmAt: number;
}

/** How often a failing input is asked again before it is taken for a slip. */
export const screens = 2;

/** The chance that an input with a fault that is drawn is also confirmed, exactly: the first answers show it, one of two more rounds does, and the evidence decides. */
export function findPower({ sides, slips, confirmAt }: PowerSettings): number {
  const shows = (1 - slips) ** sides;
  const again = 1 - (1 - shows) ** screens;
  return shows * again * findConfirmPower({ sides, slips, confirmAt });
}

/** By going through every number of unexpected answers of every round. */
function findConfirmPower({ sides, slips, confirmAt }: PowerSettings): number {
  const ways = sides === 2 ? [1, 2, 1] : [1, 1];
  const round = ways.map((count, more) => count * slips ** more * (1 - slips) ** (sides - more));
  const weigh = (asked: number, unexpected: number) =>
    weighAnswer(true) ** (asked - unexpected) * weighAnswer(false) ** unexpected;
  let open = new Map([[0, 1]]);
  let confirmed = 0;
  for (let asked = sides; asked <= sides * confirmRule.mostRounds; asked += sides) {
    const reached = addRound(open, round);
    const isConfirmed = (unexpected: number) => weigh(asked, unexpected) >= confirmAt;
    const isDropped = (unexpected: number) => weigh(asked, unexpected) <= confirmRule.dropAt;
    for (const [unexpected, chance] of reached) if (isConfirmed(unexpected)) confirmed += chance;
    open = new Map(
      [...reached].filter(([unexpected]) => !isConfirmed(unexpected) && !isDropped(unexpected)),
    );
  }
  return confirmed;
}

/** The chances of each number of unexpected answers, one round later. */
function addRound(before: ReadonlyMap<number, number>, round: readonly number[]) {
  const after = new Map<number, number>();
  for (const [unexpected, chance] of before) {
    for (const [more, share] of round.entries()) {
      const sum = unexpected + more;
      after.set(sum, (after.get(sum) ?? 0) + chance * share);
    }
  }
  return after;
}

/** The least share of inputs that a fault hits which n independent ones would have shown with 95 %: 1 - (1 - p d)^n = 0.95, d the power for one of them. */
export function findDetectableShare(inputs: number, power: number): number {
  if (inputs === 0 || power === 0) return 1;
  return Math.min(1, (1 - 0.05 ** (1 / inputs)) / power);
}
