import type { JsonObject } from "@promptrail/core";
import type { Fault } from "./fault.js";
import { findFaults } from "./find-faults.js";
import { readJudged } from "./read-judged.js";
import {
  type AskedVerdict,
  asksForVerdict,
  readAskedRules,
  readAskedVerdict,
} from "./read-rubric.js";

/**
 * The verdict of a small model on a product's description, by the rubric in the system text, the product's data and the
 * description in the user text; null where these are not there. It makes a small model's mistakes: it does not convert units, and it
 * knows the usual claims and superlatives of English, some of German, and no others.
 */
export function judgeDescription(system: string, user: string): JsonObject | null {
  if (!asksForVerdict(system)) return null;
  const judged = readJudged(user);
  const verdict = readAskedVerdict(system);
  if (judged === null || verdict === null) return null;
  const faults = findFaults(judged, readAskedRules(system));
  const reason =
    faults.length === 0
      ? "All of it is true to the product's data, and it keeps the rules."
      : faults
          .slice(0, 3)
          .map(({ why }) => why)
          .join(" ");
  return { reason, verdict: toWords(verdict, faults) };
}

function toWords({ mode, names }: AskedVerdict, faults: readonly Fault[]): JsonObject {
  if (mode === "score") return { score: chooseWord(names, faults) };
  return Object.fromEntries(
    names.map(({ name, rules }) => {
      const fails = faults.some(({ rule }) => rules.includes(rule));
      return [name, fails ? "fail" : "pass"];
    }),
  );
}

/** The worst word for what the data does not say, one between for what is only said badly. */
function chooseWord(names: AskedVerdict["names"], faults: readonly Fault[]): string {
  const words = names.map(({ name }) => name);
  const worst = words.length - 1;
  const isWrong = faults.some(({ rule }) => rule === "accuracy");
  const at = faults.length === 0 ? 0 : isWrong ? worst : Math.ceil(worst / 2);
  return words[at] ?? "";
}
