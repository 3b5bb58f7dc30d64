import type { JsonObject } from "@promptrail/core";
import { readFacts } from "../read-facts.js";
import type { SeededChoice } from "../seeded-choice.js";
import { fraudSignals } from "./fraud-signals.js";
import { readWeight } from "./read-rubric.js";

const base = 0.06;

/** A fraud score (0 to 1) with its reasons, from the order in the user text and the system's rubric. */
export function scoreOrder(system: string, user: string, choice: SeededChoice): JsonObject {
  const facts = readFacts(user);
  const found = fraudSignals
    .map((signal) => ({ signal, strength: signal.strength(facts) }))
    .filter(({ strength }) => strength !== 0)
    .map(({ signal, strength }) => ({ signal, share: strength * readWeight(signal, system) }));
  const sum = found.reduce((total, { share }) => total + share, base);
  const noise = (choice.fraction("score") - 0.5) * 0.03;
  const reasons = [...found]
    .sort((first, second) => second.share - first.share)
    .filter(({ share }) => share > 0.02)
    .map(({ signal }) => signal.reason);
  return {
    score: Math.round(Math.min(0.99, Math.max(0.01, sum + noise)) * 100) / 100,
    reasons: reasons.length > 0 ? reasons : ["Nothing unusual was found."],
  };
}
