import type { Rubric, RubricMode } from "./rubric.js";

interface CheckedRubric extends Pick<Rubric, "asks" | "longestText" | "weakAnswer"> {
  readonly task: string;
}

const word = /^[a-z][a-z0-9_]{0,62}$/;

/** Calls `refuse` with what is wrong with a rubric, and the cure. */
export function requireRubric(
  { task, asks, longestText, weakAnswer }: CheckedRubric,
  refuse: (reason: string) => never,
): void {
  requireText(task, "task", refuse);
  if (weakAnswer.trim() === "") refuse("has an empty weakAnswer. Write an answer that must fail.");
  if (!Number.isSafeInteger(longestText) || longestText < 100) {
    refuse(`has the longestText ${longestText}. Give it a whole number from 100.`);
  }
  requireAsks(asks, refuse);
}

function requireAsks(asks: RubricMode, refuse: (reason: string) => never): void {
  if (asks.mode !== "criteria") requireText(asks.question, "question", refuse);
  if (asks.mode === "score") requireMenu(asks.menu, refuse);
  if (asks.mode !== "criteria") return;
  if (asks.criteria.length === 0) refuse("has no criteria. Give it at least one.");
  requireWords(
    asks.criteria.map(({ name }) => name),
    "criterion",
    refuse,
  );
  for (const { name, passes } of asks.criteria) requireText(passes, `criterion "${name}"`, refuse);
}

function requireMenu(
  menu: Extract<RubricMode, { mode: "score" }>["menu"],
  refuse: (reason: string) => never,
): void {
  if (menu.length < 2) refuse("has a menu of fewer than two choices. Give it at least two.");
  requireWords(
    menu.map(({ choice }) => choice),
    "choice",
    refuse,
  );
  for (const { choice, score, means } of menu) {
    requireText(means, `choice "${choice}"`, refuse);
    if (!(score >= 0 && score <= 1)) {
      refuse(`has the score ${score} for "${choice}". Give it one from 0 to 1.`);
    }
  }
  if (new Set(menu.map(({ score }) => score)).size !== menu.length) {
    refuse("has two choices with the same score. Give each its own, so that they have an order.");
  }
}

function requireWords(
  words: readonly string[],
  what: string,
  refuse: (reason: string) => never,
): void {
  const wrong = words.find((each) => !word.test(each) || each === "__proto__");
  if (wrong !== undefined) {
    refuse(
      `has the ${what} "${wrong}". Use lower case letters, digits and _, with a letter first.`,
    );
  }
  const twice = words.find((each, at) => words.indexOf(each) !== at);
  if (twice !== undefined) refuse(`has the ${what} "${twice}" twice. Give each a name of its own.`);
}

/** A tag in it would be run, and could put what is judged outside of its fence. */
function requireText(text: string, what: string, refuse: (reason: string) => never): void {
  if (text.trim() === "") refuse(`has no text in its ${what}. Write one.`);
  const tag = /\{\{|\{%|\{#/.exec(text)?.[0];
  if (tag === undefined) return;
  refuse(
    `has "${tag}" in its ${what}, which is plain text and no template: the judge is shown the case's context in a block of its own.`,
  );
}
