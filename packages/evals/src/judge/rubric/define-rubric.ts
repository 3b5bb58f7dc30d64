import { definePrompt, PromptrailError, type PromptSettings } from "@promptrail/core";
import { contentDigest } from "@promptrail/core/lifecycle";
import { z } from "zod";
import { requireRubric } from "./require-rubric.js";
import { requireRubricSettings } from "./require-rubric-settings.js";
import {
  criterionChoices,
  preferenceChoices,
  type Rubric,
  type RubricMode,
  type RubricPart,
} from "./rubric.js";
import type { RubricSettings } from "./rubric-settings.js";
import { toVerdictSchema } from "./verdict-schema.js";
import { writeRubricPrompt } from "./write-rubric-prompt.js";

const defaults = { status: "active", maxTokens: 1_000, longestText: 8_000 } as const;

/**
 * A rubric as a versioned, hashed prompt of its own. It has no fallbacks: a judge is one model. Its texts are plain
 * text and no templates.
 *
 * @throws PromptrailError `invalid_definition`, which names the rubric, the field and the cure.
 */
export function defineRubric<const Family extends string>(
  settings: RubricSettings<Family>,
): Rubric<Family>;
// Inside, its family is any text.
export function defineRubric(settings: RubricSettings): Rubric {
  const refuse = refuseRubric(settings);
  requireRubricSettings(settings, refuse);
  const { family, version, asks, task, changelog } = settings;
  const { status, maxTokens, longestText, weakAnswer } = fill(settings);
  requireRubric({ task, asks, longestText, weakAnswer }, refuse);
  const { provider, model, temperature, topP, providerOptions } = settings;
  const declared: PromptSettings = {
    family,
    version,
    status,
    provider,
    model,
    maxTokens,
    temperature,
    topP,
    providerOptions,
    changelog,
    ...writeRubricPrompt(task, asks),
    input: toInputSchema(asks),
    output: toVerdictSchema(asks),
  };
  const prompt = definePrompt(declared);
  const parts = Object.freeze(toParts(asks));
  const hash = contentDigest({ prompt: prompt.contentHash, parts, longestText, mode: asks.mode });
  return Object.freeze({ prompt, asks, parts, longestText, weakAnswer, hash });
}

/** It is named as far as it says who it is. */
function refuseRubric(settings: Partial<RubricSettings> | undefined) {
  const { family = "?", version = "?" } = settings ?? {};
  return (reason: string): never => {
    throw new PromptrailError("invalid_definition", `Rubric ${family}_v${version} ${reason}`, {
      family,
      version,
    });
  };
}

function fill(settings: RubricSettings) {
  const { status = defaults.status, maxTokens = defaults.maxTokens } = settings;
  const { longestText = defaults.longestText, weakAnswer = "I do not know." } = settings;
  return { status, maxTokens, longestText, weakAnswer };
}

const blocks = { fence: z.string(), input: z.string(), reference: z.string() };

function toInputSchema({ mode }: RubricMode) {
  return mode === "pairwise"
    ? z.object({ ...blocks, first: z.string(), second: z.string() })
    : z.object({ ...blocks, answer: z.string() });
}

function toParts(asks: RubricMode): readonly RubricPart[] {
  switch (asks.mode) {
    case "score": {
      const choices = asks.menu.map(({ choice, score }) => ({ choice, score }));
      return [
        { name: "score", choices: choices.toSorted((left, right) => left.score - right.score) },
      ];
    }
    case "criteria":
      return asks.criteria.map(({ name }) => ({ name, choices: criterionChoices }));
    case "pairwise":
      return [{ name: "preference", choices: preferenceChoices }];
  }
}
