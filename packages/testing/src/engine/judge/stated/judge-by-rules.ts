import type { JsonObject } from "@promptrail/core";
import type { ShownBlocks } from "../read-judged.js";
import { findMissing, type JudgedText, keepsRule } from "./keeps-rule.js";
import { readRules, readRulesOfQuestion } from "./read-rules.js";
import type { StatedRule } from "./stated-rule.js";

/** A verdict in a rubric's JSON, or the sentence of the rubric that is of no known form. */
export type VerdictByRules =
  | { readonly verdict: JsonObject; readonly unknown: null }
  | { readonly verdict: null; readonly unknown: string };

/**
 * The verdict by what a rubric states in the simple form: of a menu the first word whose sentences all hold, each criterion
 * by its own sentences, of two answers the one that keeps more.
 */
export function judgeByRules(system: string, shown: ShownBlocks): VerdictByRules {
  const { input, reference, answers } = shown;
  const [first, second] = answers.map((answer): JudgedText => ({ answer, input, reference }));
  if (first === undefined) return { verdict: null, unknown: "" };
  if (second !== undefined) return comparePair(system, first, second);
  const lines = readLines(system).map(({ name, text }) => ({ name, ...readRules(text) }));
  const unknown = lines.find((line) => line.rules === null)?.unknown;
  if (lines.length === 0 || typeof unknown === "string")
    return { verdict: null, unknown: unknown ?? "" };
  const missing = findMissing(
    lines.flatMap(({ rules }) => rules ?? []),
    first,
  );
  if (missing !== null) return { verdict: null, unknown: missing };
  const judged = lines.map(({ name, rules }) => ({ name, broken: findBroken(rules ?? [], first) }));
  if (system.includes("Choose one of these verdicts:")) return chooseWord(judged);
  const faults = judged.filter(({ broken }) => broken.length > 0).map(({ name }) => name);
  const words = judged.map(
    ({ name, broken }) => [name, broken.length === 0 ? "pass" : "fail"] as const,
  );
  return toVerdict(
    faults.length === 0 ? "It keeps all of them." : `It breaks: ${faults.join(", ")}.`,
    Object.fromEntries(words),
  );
}

function chooseWord(
  judged: readonly { readonly name: string; readonly broken: readonly StatedRule[] }[],
): VerdictByRules {
  const found = judged.find(({ broken }) => broken.length === 0);
  if (found === undefined)
    return { verdict: null, unknown: "no verdict for what keeps none of these" };
  const above = judged
    .slice(0, judged.indexOf(found))
    .map(({ name, broken }) => `Not ${name}: ${broken.map(describeBreak).join(", ")}.`);
  return toVerdict(above.length === 0 ? "It keeps each rule." : above.join(" "), {
    score: found.name,
  });
}

function comparePair(system: string, first: JudgedText, second: JudgedText): VerdictByRules {
  const [, question = ""] =
    /^You judge two answers[^\n]*\n\n([\s\S]*?)\nSay `first` where/u.exec(system) ?? [];
  const { rules, unknown } = readRulesOfQuestion(question);
  const missing = rules === null ? unknown : findMissing(rules, first);
  if (rules === null || missing !== null) return { verdict: null, unknown: missing ?? "" };
  const [one, other] = [first, second].map((each) => findBroken(rules, each).length);
  const preference = one === other ? "tie" : (one ?? 0) < (other ?? 0) ? "first" : "second";
  return toVerdict(`The first breaks ${one}, the second ${other} of ${rules.length} rules.`, {
    preference,
  });
}

function findBroken(rules: readonly StatedRule[], judged: JudgedText): readonly StatedRule[] {
  return rules.filter((rule) => !keepsRule(rule, judged));
}

/** The lines of the menu, or the criteria. */
function readLines(system: string): readonly { readonly name: string; readonly text: string }[] {
  const [, listed = ""] =
    /(?:Choose one of these verdicts|Judge each of these criteria[^\n]*):\n((?:- [^\n]+\n?)+)/u.exec(
      system,
    ) ?? [];
  return [...listed.matchAll(/^- ([a-z][a-z0-9_]*): (.*)$/gmu)].map(([, name = "", text = ""]) => ({
    name,
    text,
  }));
}

/** What is wrong with an answer that breaks it. */
function describeBreak(rule: StatedRule): string {
  switch (rule.kind) {
    case "count":
      return `the number of its ${rule.unit}`;
    case "contains":
      return `${rule.wanted === "none" ? "it contains" : "it lacks"} "${rule.phrases.join('", "')}"`;
    case "begins":
    case "ends":
      return `what it ${rule.kind} with`;
    case "names":
      return `it does not name the ${rule.text.block}'s ${rule.text.path.join(".")}`;
    case "known_numbers":
      return "a number that the input does not have";
    case "anything":
      return "";
  }
}

function toVerdict(reason: string, verdict: JsonObject): VerdictByRules {
  return { verdict: { reason, verdict }, unknown: null };
}
