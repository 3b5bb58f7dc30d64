import type { Eval } from "@promptrail/core";
import { defineEval } from "../suite/define-eval.js";
import type { CheckSettings } from "./check-settings.js";
import { fail, pass } from "./eval-verdicts.js";
import { requirePhrases } from "./require-phrases.js";

export interface ContainsSettings extends CheckSettings {
  /** Default: false. */
  readonly caseSensitive?: boolean;
}

/**
 * Holds where the answer contains every given text; the reason names those that lack.
 * Throws `invalid_definition` for an empty text.
 */
export function contains(
  wanted: string | readonly string[],
  settings: ContainsSettings = {},
): Eval {
  const { caseSensitive = false, ...rest } = settings;
  const texts = typeof wanted === "string" ? [wanted] : wanted;
  requirePhrases("contains", texts);
  const fold = (text: string) => (caseSensitive ? text : text.toLowerCase()).normalize("NFC");
  return defineEval({
    name: `contains(${texts.join(", ")}${caseSensitive ? "; case-sensitive" : ""})`,
    ...rest,
    evaluate: ({ output }) => {
      const folded = fold(output);
      const missing = texts.filter((text) => !folded.includes(fold(text)));
      return missing.length === 0
        ? pass("Everything asked for was found.")
        : fail(`Lacks: ${missing.join(", ")}.`, 1 - missing.length / texts.length);
    },
  });
}
