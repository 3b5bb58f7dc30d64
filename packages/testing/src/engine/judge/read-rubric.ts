import { splitSentences } from "../read-instructions.js";

/** What a rubric asks of a product's description. What it does not state, the simulated judge does not look at. */
export interface AskedRules {
  /** Nothing but what the product's data says. */
  readonly accuracy: boolean;
  /** The reader is addressed. */
  readonly secondPerson: boolean;
  /** The shop does not speak of itself. */
  readonly noFirstPerson: boolean;
  readonly noSuperlatives: boolean;
  /** Superlatives that the rubric allows, in lower case. */
  readonly allowed: readonly string[];
}

export type Rule = "accuracy" | "voice" | "superlatives";

/** How a verdict is written: one word of a menu, listed from the best, or pass or fail of each criterion. */
export interface AskedVerdict {
  readonly mode: "score" | "criteria";
  readonly names: readonly { readonly name: string; readonly rules: readonly Rule[] }[];
}

/** Whether a system text asks for a verdict on one answer. */
export function asksForVerdict(system: string): boolean {
  return /^You judge an answer to a task\b/u.test(system);
}

export function readAskedRules(system: string): AskedRules {
  const states = (subject: RegExp) => subject.test(system);
  const allowing = splitSentences(system).filter((sentence) => /\ballowed\b/iu.test(sentence));
  return {
    accuracy: states(accuracySubject),
    secondPerson: states(/second person|addresses the (?:reader|buyer)/iu),
    noFirstPerson: states(/first person|speaks? of itself/iu),
    noSuperlatives: states(superlativesSubject),
    allowed: allowing.flatMap((sentence) =>
      [...sentence.matchAll(/["“]([^"”]+)["”]/gu)].map(([, phrase = ""]) => phrase.toLowerCase()),
    ),
  };
}

const accuracySubject = /product's data|\battributes\b|\binvent/iu;
const voiceSubject = /\bperson\b|\bvoice\b|addresse[sd]/iu;
const superlativesSubject = /superlative/iu;

/** The words or criteria that the verdict is made of; null where the text lists none. */
export function readAskedVerdict(system: string): AskedVerdict | null {
  const [, listed = ""] =
    /(?:Choose one of these verdicts|Judge each of these criteria[^\n]*):\n((?:- [^\n]+\n?)+)/u.exec(
      system,
    ) ?? [];
  const names = [...listed.matchAll(/^- ([a-z][a-z0-9_]*): (.*)$/gmu)].map(
    ([, name = "", means = ""]) => ({ name, rules: rulesOf(means) }),
  );
  if (names.length === 0) return null;
  return { mode: system.includes("Choose one of these verdicts") ? "score" : "criteria", names };
}

function rulesOf(means: string): readonly Rule[] {
  return [
    ...(accuracySubject.test(means) ? (["accuracy"] as const) : []),
    ...(voiceSubject.test(means) ? (["voice"] as const) : []),
    ...(superlativesSubject.test(means) ? (["superlatives"] as const) : []),
  ];
}
