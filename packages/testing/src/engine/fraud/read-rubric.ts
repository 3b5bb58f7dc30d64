import { splitSentences } from "../read-instructions.js";
import type { FraudSignal } from "./fraud-signals.js";

/** Of a signal that no rule mentions, a model makes little. */
const unmentioned = 0.35;

const words: readonly (readonly [pattern: RegExp, weight: number])[] = [
  [/\b(?:very strong|decisive|critical|severe)\b/i, 0.5],
  [/\b(?:strong|strongly|major|high[- ]risk|serious|heavily|significant)\b/i, 0.38],
  [/\b(?:moderate|moderately|medium)\b/i, 0.22],
  [/\b(?:weak|weakly|minor|slight|slightly|small|mild)\b/i, 0.1],
];

/**
 * What a signal adds to the score, as the system text says: a number (`0.3`, `+30 %`, `30 points`),
 * a word (strong, moderate, weak), or its usual weight where the text names it and no more.
 */
export function readWeight(signal: FraudSignal, system: string): number {
  const rules = splitSentences(system).filter((sentence) => signal.mention.test(sentence));
  if (rules.length === 0) return signal.weight * unmentioned;
  for (const rule of rules) {
    const stated = readStatedWeight(rule) ?? words.find(([pattern]) => pattern.test(rule))?.[1];
    if (stated !== undefined) return stated;
  }
  return signal.weight;
}

function readStatedWeight(rule: string): number | undefined {
  const [, fraction] = /(?<![\d.])[+]?(0?\.\d+)(?![\d.])/.exec(rule) ?? [];
  if (fraction !== undefined) return Number(fraction);
  const [, percent] = /[+]?(\d{1,2})\s*(?:%|percent|points?)/i.exec(rule) ?? [];
  return percent === undefined ? undefined : Number(percent) / 100;
}
