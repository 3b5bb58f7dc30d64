import { createHash } from "node:crypto";
import type { JudgeEval, JudgeLabel, RubricPart } from "@promptrail/evals";
import { type LabelItem, toLabelId } from "@promptrail/evals/run";
import type { Terminal } from "../../terminal.js";

interface AskLabelsSettings {
  readonly terminal: Pick<Terminal, "err" | "colors">;
  readonly ask: NonNullable<Terminal["ask"]>;
  readonly check: JudgeEval;
  readonly items: readonly LabelItem[];
  /** Called with what a person said of an item, before the next is shown. */
  readonly onLabel: (item: LabelItem, words: JudgeLabel["words"]) => Promise<void>;
}

/**
 * Shows items one after the other, without what the judge said of them. Of a comparison, which answer is shown first
 * is decided by its hash: people prefer a slot, too.
 *
 * @returns how many were labelled: a person may leave at any question.
 */
export async function askLabels(settings: AskLabelsSettings): Promise<number> {
  const { terminal, check, items } = settings;
  for (const [at, item] of items.entries()) {
    const isTurned = isShownReversed(item);
    terminal.err(showItem(item, { isTurned, head: `${at + 1} of ${items.length}`, ...terminal }));
    const words: Record<string, string> = {};
    for (const part of check.judge.rubric.parts) {
      const word = await askPart(part, settings);
      if (word === null) return at;
      words[part.name] = isTurned ? turn(word) : word;
    }
    await settings.onLabel(item, words);
  }
  return items.length;
}

function isShownReversed(item: LabelItem): boolean {
  if (item.answers.length === 1) return false;
  return (createHash("sha256").update(toLabelId(item)).digest()[0] ?? 0) % 2 === 1;
}

function turn(word: string): string {
  if (word === "first") return "second";
  return word === "second" ? "first" : word;
}

function showItem(
  { caseId, input, reference, answers }: LabelItem,
  { isTurned, head, colors }: { isTurned: boolean; head: string } & Pick<Terminal, "colors">,
): string {
  const [first, second] = isTurned ? [answers[1] ?? "", answers[0]] : answers;
  const show = (value: unknown) =>
    typeof value === "string" ? value : JSON.stringify(value, null, 2);
  return [
    "",
    colors.bold(`${head} · case ${caseId}`),
    colors.dim("Input:"),
    show(input),
    ...(reference == null ? [] : [colors.dim("Right answer:"), show(reference)]),
    colors.dim(second === undefined ? "Answer:" : "First answer:"),
    first,
    ...(second === undefined ? [] : [colors.dim("Second answer:"), second]),
    "",
  ].join("\n");
}

/** Null where the person leaves. */
async function askPart(
  { name, choices }: RubricPart,
  { check, ask, terminal }: AskLabelsSettings,
): Promise<string | null> {
  const words = choices.map(({ choice }) => choice);
  const meaning = describePart(check, name);
  const menu = words.map((word, at) => `${at + 1} ${word}`).join(", ");
  for (;;) {
    const typed = (await ask(`${meaning}\n${menu} (Enter leaves): `)).trim().toLowerCase();
    if (typed === "") return null;
    const found = words[Number(typed) - 1] ?? words.find((word) => word === typed);
    if (found !== undefined) return found;
    terminal.err(`"${typed}" is none of them.\n`);
  }
}

function describePart({ judge }: JudgeEval, name: string): string {
  const { asks } = judge.rubric;
  if (asks.mode === "criteria") {
    return `${name}: ${asks.criteria.find((each) => each.name === name)?.passes ?? ""}`;
  }
  if (asks.mode === "pairwise") return asks.question;
  return [asks.question, ...asks.menu.map(({ choice, means }) => `  ${choice}: ${means}`)].join(
    "\n",
  );
}
