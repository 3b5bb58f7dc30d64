import type { Eval } from "@promptrail/core";
import { anything, filledText, isText, share } from "../../settings/field-rules.js";
import { type SettingRules, show } from "../../settings/require-fields.js";
import type { CaseSettings } from "../definition/check-settings.js";
import { defineCheck } from "../definition/define-check.js";
import { type OfCase, readWanted } from "../definition/of-case.js";
import { refuseSettings, requireSettings } from "../definition/require-settings.js";
import { caseRules } from "../definition/setting-rules.js";
import { fail } from "../eval-verdicts.js";

export interface EmbeddingSimilaritySettings<Context = unknown, GroundTruth = unknown>
  extends CaseSettings<Context, GroundTruth> {
  /** The model, by its provider's id in the config's `embeddings` and its own. Part of the suite hash. */
  readonly embeds: { readonly provider: string; readonly model: string };
  /** The similarity from which on an answer passes, 0 to 1: what is near differs from model to model, so try some answers. */
  readonly atLeast: number;
  /** A text, or a function of the case. Default: the case's ground truth. */
  readonly expected?: OfCase<string, Context, GroundTruth>;
}

const rules: SettingRules<EmbeddingSimilaritySettings> = {
  ...caseRules,
  embeds: anything,
  atLeast: share,
  expected: anything,
};

/**
 * How near the answer's meaning is to a text, by an embedding model: the cosine of their vectors, below 0 as 0. The score is
 * the similarity. An empty answer scores 0 and asks nobody. Both texts are embedded for each answer; what that costs counts in
 * the run's limit. Throws `invalid_definition`.
 */
export function embeddingSimilarity<Context = unknown, GroundTruth = unknown>(
  settings: EmbeddingSimilaritySettings<Context, GroundTruth>,
): Eval<Context, GroundTruth> {
  requireSettings("embeddingSimilarity", settings, rules);
  const { embeds, atLeast, expected } = settings;
  requireEmbedding(embeds);
  if (!share.fits(atLeast)) {
    refuseSettings("embeddingSimilarity", `has the atLeast ${show(atLeast)}. Give ${share.takes}.`);
  }
  const wanted = readWanted<string, Context, GroundTruth>({
    check: "embeddingSimilarity",
    what: "expected",
    given: expected,
    settings,
    takes: "a text that is not empty",
    read: (value) => (isText(value) && value.trim() !== "" ? value : undefined),
    toSettings: (text) => text,
  });
  return defineCheck<Context, GroundTruth>({
    check: "embedding_similarity",
    parameters: `${embeds.model} ${atLeast}`,
    settings,
    embeds,
    judgesBy: { expected: wanted.settings, atLeast, embeds: { ...embeds } },
    needsGroundTruth: wanted.needsGroundTruth,
    evaluate: async (subject, { embed }) => {
      const text = wanted.find(subject);
      if (text === null) return null;
      if (subject.output.trim() === "") return fail("The answer is empty.");
      const [answer = [], right = []] = await embed([subject.output, text]);
      const score = Math.min(1, Math.max(0, cosine(answer, right)));
      return {
        passed: score >= atLeast,
        score,
        reason: `Similarity ${score.toFixed(3)} by ${embeds.model}; at least ${atLeast} is wanted.`,
      };
    },
  });
}

function requireEmbedding(embeds: unknown): void {
  const names = typeof embeds === "object" && embeds !== null ? embeds : {};
  requireSettings("embeddingSimilarity", names, { provider: filledText, model: filledText });
  if ("provider" in names && "model" in names) return;
  refuseSettings(
    "embeddingSimilarity",
    'has no model to embed with. Set `embeds` to `{ provider, model }`, such as `{ provider: "openai", model: "text-embedding-3-small" }`.',
  );
}

/** Of two vectors of one length that are not zero; others have no angle. */
function cosine(left: readonly number[], right: readonly number[]): number {
  const dot = left.reduce((sum, number, at) => sum + number * (right[at] ?? Number.NaN), 0);
  const value = dot / (Math.hypot(...left) * Math.hypot(...right));
  if (left.length === right.length && Number.isFinite(value)) return value;
  throw new Error(
    `The embedding model gave vectors of ${left.length} and ${right.length} numbers that have no angle between them. Check the model's name and its provider.`,
  );
}
