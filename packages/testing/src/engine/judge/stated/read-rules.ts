import type { CountedUnit, NamedText, StatedRule } from "./stated-rule.js";

/** The rules of a text, or its first sentence that states none of a known form. */
export type ReadRules =
  | { readonly rules: readonly StatedRule[]; readonly unknown: null }
  | { readonly rules: null; readonly unknown: string };

/**
 * Reads a text of a rubric, sentence by sentence. A sentence that is not understood is told and never passed over:
 * a verdict by the others would look like one by all of them.
 */
export function readRules(text: string): ReadRules {
  return toRules(splitRules(text), text);
}

/** The same where the text asks something and then states what decides: what it asks is no rule. */
export function readRulesOfQuestion(text: string): ReadRules {
  const stated = splitRules(text).filter((sentence) => !sentence.endsWith("?"));
  return toRules(stated, text);
}

function toRules(sentences: readonly string[], text: string): ReadRules {
  const rules: StatedRule[] = [];
  for (const sentence of sentences) {
    const rule = readRule(sentence);
    if (rule === null) return { rules: null, unknown: sentence };
    rules.push(rule);
  }
  return rules.length === 0 ? { rules: null, unknown: text.trim() } : { rules, unknown: null };
}

/** At the signs that end a sentence: neither in quotes nor in `ticket.subject`. A question keeps its sign. */
function splitRules(text: string): readonly string[] {
  const found = text
    .replaceAll(/[“”]/gu, '"')
    .match(/(?:"[^"]*"|[^"\n])+?(?:[.;!?](?=\s|$)|(?=\n|$))/gu);
  return (found ?? [])
    .map((sentence) => sentence.trim().replace(/[.;!]$/u, ""))
    .filter((sentence) => sentence !== "");
}

const subject = /^(?:it|the (?:answer|text|output)) /iu;

function readRule(sentence: string): StatedRule | null {
  const said = sentence.replace(subject, "");
  return (
    readAnything(said) ??
    readCount(said) ??
    readBorder(said) ??
    readPhrases(said) ??
    readNamed(said) ??
    readNumbers(sentence)
  );
}

function readAnything(said: string): StatedRule | null {
  return /^(?:anything|everything|all) else$|^otherwise$/iu.test(said)
    ? { kind: "anything" }
    : null;
}

function readCount(said: string): StatedRule | null {
  const [, how = "", digits = "", unit = ""] =
    /^(?:has |is )?(at most|no more than|at least|exactly) (\d{1,6}) (word|sentence|character)s?(?: long)?$/iu.exec(
      said,
    ) ?? [];
  if (unit === "") return null;
  const limit = Number(digits);
  const isMost = !/least/iu.test(how);
  const isLeast = /least|exactly/iu.test(how);
  return {
    kind: "count",
    unit: `${unit.toLowerCase()}s` as CountedUnit,
    least: isLeast ? limit : 0,
    most: isMost ? limit : Number.POSITIVE_INFINITY,
  };
}

function readBorder(said: string): StatedRule | null {
  const [, where = "", phrase = ""] = /^(begin|start|end)s? with "([^"]+)"$/iu.exec(said) ?? [];
  if (phrase === "") return null;
  return { kind: /end/iu.test(where) ? "ends" : "begins", phrase };
}

const verb = "(?:contain|mention|name|say|use|include|ha)(?:s|ve)?";
const list = '"[^"]+"(?:(?:, (?:or |and )?| or | and )"[^"]+")*';
const phrases = new RegExp(`^(does not |never )?${verb} (?:neither )?(${list})$`, "iu");

function readPhrases(said: string): StatedRule | null {
  const [, negation, listed] = phrases.exec(said) ?? [];
  if (listed === undefined) return null;
  const wanted =
    negation !== undefined ? "none" : /" (?:and )|, and /u.test(listed) ? "all" : "any";
  return {
    kind: "contains",
    phrases: [...listed.matchAll(/"([^"]+)"/gu)].map(([, each = ""]) => each),
    wanted,
  };
}

const named = new RegExp(
  `^${verb} (?:all of |each of )?the (input|reference)(?:'s ([\\p{L}\\p{N}_$.-]+))?$`,
  "iu",
);

function readNamed(said: string): StatedRule | null {
  const [, block, path = ""] = named.exec(said.replaceAll("’", "'")) ?? [];
  if (block === undefined) return null;
  const text: NamedText = {
    block: block.toLowerCase() === "input" ? "input" : "reference",
    path: path.split(".").filter((key) => key !== ""),
  };
  return { kind: "names", text };
}

function readNumbers(sentence: string): StatedRule | null {
  const said =
    /^(?:every|each) number (?:in it |of it |in the answer )?(?:stands|is) in the input$/iu;
  return said.test(sentence) ? { kind: "known_numbers" } : null;
}
