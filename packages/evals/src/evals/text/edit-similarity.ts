import type { Eval } from "@promptrail/core";
import { anything, flag, isText, share } from "../../settings/field-rules.js";
import type { SettingRules } from "../../settings/require-fields.js";
import type { CaseSettings } from "../definition/check-settings.js";
import { defineCheck } from "../definition/define-check.js";
import { type OfCase, readWanted } from "../definition/of-case.js";
import { requireSettings } from "../definition/require-settings.js";
import { caseRules } from "../definition/setting-rules.js";
import { splitGraphemes, toComparable } from "./comparable-text.js";

export interface EditSimilaritySettings<Context = unknown, GroundTruth = unknown>
  extends CaseSettings<Context, GroundTruth> {
  /** A text, or a function of the case. Default: the case's ground truth. */
  readonly expected?: OfCase<string, Context, GroundTruth>;
  /** The similarity from which on an answer passes, 0 to 1. Default: 0.8. */
  readonly atLeast?: number;
  /** Default: true. */
  readonly caseSensitive?: boolean;
}

const rules: SettingRules<EditSimilaritySettings> = {
  ...caseRules,
  expected: anything,
  atLeast: share,
  caseSensitive: flag,
};

/** In characters. Its time grows with the product of both lengths. */
const longestText = 20_000;

/**
 * How near the answer's text is to another: 1 − edits / length of the longer one, where an edit inserts, deletes or replaces one
 * character as a reader counts them (Levenshtein 1966, by grapheme clusters). White space around both does not count, nor
 * whether letters are put together or apart (NFC). The score is the similarity; two empty texts are the same. A text of more
 * than 20,000 characters is an error of the eval. Throws `invalid_definition`.
 */
export function editSimilarity<Context = unknown, GroundTruth = unknown>(
  settings: EditSimilaritySettings<Context, GroundTruth> = {},
): Eval<Context, GroundTruth> {
  requireSettings("editSimilarity", settings, rules);
  const { expected, atLeast = 0.8, caseSensitive = true } = settings;
  const wanted = readWanted<string, Context, GroundTruth>({
    check: "editSimilarity",
    what: "expected",
    given: expected,
    settings,
    takes: "a text",
    read: (value) => (isText(value) ? value : undefined),
    toSettings: (text) => text,
  });
  return defineCheck<Context, GroundTruth>({
    check: "edit_similarity",
    parameters: String(atLeast),
    settings,
    judgesBy: { expected: wanted.settings, atLeast, caseSensitive },
    needsGroundTruth: wanted.needsGroundTruth,
    evaluate: async (subject) => {
      const text = wanted.find(subject);
      if (text === null) return null;
      const [answer, right] = [subject.output, text].map((each) =>
        splitGraphemes(toComparable(each.trim(), caseSensitive)),
      );
      const longest = Math.max(answer?.length ?? 0, right?.length ?? 0);
      if (longest > longestText) {
        throw new RangeError(
          `A text has ${longest} characters, but editSimilarity compares at most ${longestText}. Limit the length of answers.`,
        );
      }
      const edits = await countEdits(answer ?? [], right ?? []);
      const score = longest === 0 ? 1 : 1 - edits / longest;
      return {
        passed: score >= atLeast,
        score,
        reason: `${edits} edits in ${longest} characters: similarity ${score.toFixed(3)}; at least ${atLeast} is wanted.`,
      };
    },
  });
}

/** The library compares UTF-16 units, so each character becomes a unit of its own; there are more units than characters here. */
async function countEdits(left: readonly string[], right: readonly string[]): Promise<number> {
  const { distance } = await import("fastest-levenshtein");
  const units = new Map<string, string>();
  const toUnits = (characters: readonly string[]) =>
    characters
      .map((character) => {
        const unit = units.get(character) ?? String.fromCharCode(units.size + 1);
        units.set(character, unit);
        return unit;
      })
      .join("");
  return distance(toUnits(left), toUnits(right));
}
