import { definePrompt, type PromptrailConfig } from "@promptrail/core";
import { contains, defineEval, defineSuite, jsonl, maxWords } from "@promptrail/evals";
import { openai } from "@promptrail/provider-openai";
import { z } from "zod";

/** What the benchmark of evals asks, of each way to run them. */
export const asked = {
  apiKey: "sk-bench",
  family: "product_description",
  model: "gpt-5-mini",
  maxTokens: 200,
  system: "You write product descriptions. Maximum 60 words.",
  phrase: "lamp",
  mostWords: 60,
} as const;

const contextSchema = z.object({ product: z.string(), features: z.array(z.string()) });
const truthSchema = z.object({ colour: z.string() });

/** A row of the dataset. */
export interface BenchCase {
  readonly id: string;
  readonly context: z.infer<typeof contextSchema>;
  readonly ground_truth: z.infer<typeof truthSchema>;
  readonly tags: readonly string[];
}

const description = definePrompt({
  family: asked.family,
  version: 1,
  status: "active",
  provider: "openai",
  model: asked.model,
  maxTokens: asked.maxTokens,
  input: contextSchema,
  system: asked.system,
  userTemplate:
    "Product: {{ product }}\n{% for feature in features %}\n- {{ feature }}\n{% endfor %}",
});

/** About what the version's template makes, by hand. */
export function writeUserText({ product, features }: BenchCase["context"]): string {
  return `Product: ${product}\n${features.map((feature) => `- ${feature}\n`).join("")}`;
}

/** The evals of the suite: they only compute. */
export const evals = [
  contains(asked.phrase),
  maxWords(asked.mostWords),
  defineEval({
    name: "names_the_colour",
    prompt: description,
    groundTruth: truthSchema,
    evaluate: ({ output, groundTruth: { colour } }) => {
      const passed = output.includes(colour);
      const reason = passed ? `It is ${colour}.` : `It does not say that it is ${colour}.`;
      return { passed, score: passed ? 1 : 0, reason };
    },
  }),
] as const;

/** A project with one family and its suite. */
export function createEvalsProject(baseUrl: string, dataset: string): PromptrailConfig {
  return {
    prompts: [description],
    providers: [openai({ apiKey: asked.apiKey, baseUrl })],
    suites: [
      defineSuite({
        prompt: description,
        dataset: jsonl(dataset, { context: contextSchema, groundTruth: truthSchema }),
        evals,
      }),
    ],
  };
}
