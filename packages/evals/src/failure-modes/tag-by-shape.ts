import { type Case, type Dataset, type JsonValue, PromptrailError } from "@promptrail/core";
import { text } from "../settings/field-rules.js";
import { requireFields, type SettingRules, show } from "../settings/require-fields.js";

export interface TagByShapeSettings {
  /** Which features become tags. Default: script, language, currency, markup, missing and empty fields, and lists. */
  readonly features?: RegExp | undefined;
}

const rules: SettingRules<TagByShapeSettings> = {
  features: { takes: "a regular expression", fits: (value) => value instanceof RegExp },
};

const usualFeatures = /^(?:script|language|currency|markup|missing|empty|list):/;

/**
 * The same dataset with each case's shape among its tags: `script:han`, `currency:eur`, `missing:product.brand`. Floors and protected slices
 * of a gate then look at each shape by itself: a fault that only one of them has is not lost in the mean. The shapes are those of
 * calls in production (`toContextShape`).
 *
 * @throws PromptrailError `invalid_definition` for what is no dataset, and settings that do not fit.
 */
export function tagByShape<Context, GroundTruth>(
  dataset: Dataset<Context, GroundTruth>,
  settings: TagByShapeSettings = {},
): Dataset<Context, GroundTruth> {
  if (!text.fits(dataset?.name) || typeof dataset.read !== "function") {
    refuse(`has ${show(dataset)} as its dataset. Give one that jsonl, csv, yaml or cases made.`);
  }
  requireSettings(settings);
  const { features = usualFeatures } = settings;
  return {
    name: dataset.name,
    read: () => tagEach(dataset.read(), features),
  };
}

/** What tells shapes is loaded when cases are read: most processes that import suites read none. */
async function* tagEach(cases: AsyncIterable<Case>, features: RegExp): AsyncGenerator<Case> {
  const { toContextShape } = await import("@promptrail/core/shape");
  for await (const each of cases) {
    // A dataset's rows are JSON: they were checked when they were read.
    const shape = toContextShape(each.context as JsonValue).filter(
      (feature) => feature.search(features) >= 0,
    );
    yield { ...each, tags: [...new Set([...each.tags, ...shape])] };
  }
}

function requireSettings(settings: unknown): void {
  requireFields(settings, { rules, refuse });
}

function refuse(reason: string): never {
  throw new PromptrailError("invalid_definition", `tagByShape ${reason}`);
}
