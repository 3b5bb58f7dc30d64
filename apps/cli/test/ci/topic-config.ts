import type { Status } from "@promptrail/core";

/** A version of the family `topic`, whose answers keep to ten words where its system text says so. */
export interface TopicVersion {
  readonly status: Status;
  readonly isBrief: boolean;
  readonly userTemplate?: string;
}

/** A version that its suite passes. */
export const brief = (status: Status): TopicVersion => ({ status, isBrief: true });

/** A version that answers at length, on every case. */
export const long = (status: Status): TopicVersion => ({ status, isBrief: false });

interface TopicSettings {
  /** The suite's limit, in words; null: there is no suite. Default: 10. */
  readonly maxWords?: number | null;
  /** Declares another family too, which has no suite. */
  readonly greeting?: "gated" | "ungated";
}

/** A config file of the family `topic`, versions 1, 2, … */
export function topicConfig(
  versions: readonly TopicVersion[],
  { maxWords = 10, greeting }: TopicSettings = {},
): string {
  const prompts = versions.map(({ status, isBrief, userTemplate = "{{ topic }}" }, index) => ({
    family: "topic",
    version: index + 1,
    status,
    changelog: "Other words.",
    userTemplate,
    provider: "simulated",
    model: "simulated-small",
    maxTokens: 200,
    ...(isBrief ? { system: "Maximum 10 words." } : { system: "Answer at length." }),
  }));
  const greetings = greeting === undefined ? [] : [{ ...prompts[0], family: "greeting" }];
  const suite = `defineSuite({
    family: "topic",
    dataset: cases("topics", Array.from({ length: 60 }, (_, at) => ({
      id: \`topic-\${at}\`,
      context: { topic: \`Tell me about lamp number \${at}, its light, its weight and its price.\` },
    }))),
    evals: [maxWords(${maxWords})],
  })`;
  return `
    import { defineConfig } from "@promptrail/config";
    import { definePrompt } from "@promptrail/core";
    import { cases, defineSuite, maxWords } from "@promptrail/evals";
    import { simulatedProvider } from "@promptrail/testing";
    export default defineConfig({
      prompts: ${JSON.stringify([...prompts, ...greetings])}.map((prompt) => definePrompt(prompt)),
      providers: [simulatedProvider()],
      suites: [${maxWords === null ? "" : suite}],
      families: ${JSON.stringify(greeting === "ungated" ? { greeting: { gate: "none" } } : {})},
    });`;
}
