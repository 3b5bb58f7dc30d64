import { readJson } from "@promptrail/core/portable";
import type { RunAnswer } from "../../runner/run-answer.js";
import type { Rubric } from "../rubric/rubric.js";
import { toVerdictSchema } from "../rubric/verdict-schema.js";
import type { Vote, VoteOrder } from "./vote.js";

/**
 * Reads a verdict from what the judging prompt answered: its data, or its text where that is JSON and nothing else.
 * Prose, another language, a word that is not on the menu and half an answer are `unscored`.
 */
export function readVote(rubric: Rubric, answer: RunAnswer, order: VoteOrder): Vote {
  const unscored = (reason: string): Vote => ({ kind: "unscored", order, reason });
  if (!answer.success) {
    const said = answer.text === "" ? "." : `: ${quote(answer.text)}`;
    return unscored(`The judge's answer ended as ${answer.outcome}${said}`);
  }
  const value = answer.data ?? readJson(answer.text)?.value;
  const parsed = toVerdictSchema(rubric.asks).safeParse(value);
  if (!parsed.success) {
    return unscored(`The judge wrote no verdict of the menu: ${quote(answer.text)}`);
  }
  const { reason, verdict } = parsed.data;
  const words = Object.entries(verdict).map(
    ([part, said]) => [part, order === "forward" ? said : turn(said)] as const,
  );
  return { kind: "scored", order, words: new Map(words), reason };
}

/** What was said of the answers in reversed order, said of them in forward order. */
export function turn(preference: string): string {
  if (preference === "first") return "second";
  return preference === "second" ? "first" : preference;
}

function quote(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim().slice(0, 80).toWellFormed();
  return line === "" ? "it is empty." : `"${line}"`;
}
