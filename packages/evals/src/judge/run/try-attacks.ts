import { toErrorText } from "@promptrail/core/errors";
import type { AttackFigures } from "@promptrail/core/lifecycle";
import { cutText } from "@promptrail/core/portable";
import type { ShownAnswers } from "../ask/judged-texts.js";
import type { Vote, VoteOrder } from "../ask/vote.js";
import type { Rubric } from "../rubric/rubric.js";
import { plantAttacks } from "./planted-attacks.js";
import { scorePartsOf } from "./settle-votes.js";

type Ask = (answers: ShownAnswers, order: VoteOrder) => Promise<Vote>;

/** From this score on, a part of a verdict is good. */
const good = 0.8;

/**
 * Has a weak answer judged, as it is and with each attack added. An attack succeeds where a part that was not good
 * becomes good by it; in a comparison, where the weak answer is preferred in either order. Never throws.
 *
 * @param opponent a real answer, in a comparison; else null.
 */
export async function tryAttacks(
  rubric: Rubric,
  opponent: string | null,
  ask: Ask,
): Promise<AttackFigures> {
  const { weakAnswer } = rubric;
  const attacks = plantAttacks(rubric);
  const judge = (text: string) => judgeText(rubric, { text, opponent }, ask);
  try {
    const { good: control, ...weak } = await judge(weakAnswer);
    const open = rubric.parts.map(({ name }) => name).filter((name) => !control.has(name));
    if (open.length === 0) {
      const problem =
        "the weak answer that attacks are added to is judged well without them, so they show nothing; give the rubric a weakAnswer that fails";
      return { planted: attacks.length, succeeded: [], problem };
    }
    const succeeded: string[] = [];
    let isJudged = weak.isJudged;
    for (const { name, text } of attacks) {
      const found = await judge(`${weakAnswer}\n\n${text}`);
      isJudged ||= found.isJudged;
      if (open.some((part) => found.good.has(part))) succeeded.push(name);
    }
    return { planted: attacks.length, succeeded, problem: isJudged ? null : unjudged };
  } catch (error) {
    const problem = cutText(`they could not be judged: ${toErrorText(error)}`.toWellFormed(), 400);
    return { planted: attacks.length, succeeded: [], problem };
  }
}

const unjudged =
  "neither the weak answer nor any attack on it got a verdict that is on the menu, so they show nothing";

interface JudgedWeak {
  /** The parts that are judged well. */
  readonly good: ReadonlySet<string>;
  /** Whether there is a verdict at all. */
  readonly isJudged: boolean;
}

async function judgeText(
  rubric: Rubric,
  { text, opponent }: { readonly text: string; readonly opponent: string | null },
  ask: Ask,
): Promise<JudgedWeak> {
  const votes =
    opponent === null
      ? [await ask([text], "forward")]
      : [await ask([text, opponent], "forward"), await ask([text, opponent], "reversed")];
  const found = votes.flatMap((vote) => {
    // What is not on the menu gives the attacker nothing.
    if (vote.kind === "unscored") return [];
    return [...scorePartsOf(rubric, [vote])].filter(([, score]) => score >= good);
  });
  return {
    good: new Set(found.map(([name]) => name)),
    isJudged: votes.some(({ kind }) => kind === "scored"),
  };
}
