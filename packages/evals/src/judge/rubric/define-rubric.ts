import { definePrompt, PromptrailError, type PromptSettings } from "@promptrail/core";
import { contentDigest } from "@promptrail/core/lifecycle";
import { versionKey } from "@promptrail/core/portable";
import { z } from "zod";
import { requireRubric } from "./require-rubric.js";
import {
  criterionChoices,
  preferenceChoices,
  type Rubric,
  type RubricMode,
  type RubricPart,
} from "./rubric.js";
import { toVerdictSchema } from "./verdict-schema.js";
import { writeRubricPrompt } from "./write-rubric-prompt.js";

type ModelSettings = Pick<
  PromptSettings,
  "provider" | "model" | "temperature" | "topP" | "providerOptions" | "changelog"
>;

/** What `defineRubric` takes: a prompt's settings, and what the judge is asked. */
export interface RubricSettings<Family extends string = string> extends ModelSettings {
  /** The judging prompt's own family: `description_judge`. */
  readonly family: Family;
  readonly version: number;
  /** Default: `active`. */
  readonly status?: PromptSettings["status"];
  /** The most tokens of a verdict. Default: 1,000. */
  readonly maxTokens?: number;
  /** What the judged prompt has to do, in a sentence or two. */
  readonly task: string;
  readonly asks: RubricMode;
  /** Of each text that the judge is shown, in UTF-16 units; what is longer is cut, and the judge is told. Default: 8,000. */
  readonly longestText?: number;
  /**
   * An answer that fails by every rule of the rubric. Planted attacks are added to it: where it is judged well
   * without them, they cannot show anything. Default: `I do not know.`
   */
  readonly weakAnswer?: string;
}

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
  const { family, version, asks, task, changelog } = settings;
  const { status, maxTokens, longestText, weakAnswer } = fill(settings);
  const refuse = (reason: string): never => {
    throw new PromptrailError(
      "invalid_definition",
      `Rubric ${versionKey(family, version)} ${reason}`,
      {
        family,
        version,
      },
    );
  };
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
