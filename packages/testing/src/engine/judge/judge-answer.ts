import type { JsonObject } from "@promptrail/core";
import { judgeDescription } from "./judge-description.js";
import { readBlocks } from "./read-judged.js";
import { judgeByRules } from "./stated/judge-by-rules.js";

/**
 * What the simulated model says where it is asked for a verdict: the verdict's JSON by the rules that the rubric states, or, where it
 * understands none of them, a text that says so and is no verdict. Null where nobody asks for one.
 */
export function judgeAnswer(system: string, user: string): JsonObject | string | null {
  if (!/^You judge (?:an answer|two answers) to a task\b/u.test(system)) return null;
  const shown = readBlocks(user);
  if (shown === null) return null;
  const { verdict, unknown } = judgeByRules(system, shown);
  return verdict ?? judgeDescription(system, user) ?? `I cannot judge "${unknown}"`;
}
