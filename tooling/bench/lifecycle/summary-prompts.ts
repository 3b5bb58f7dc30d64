import { definePrompt } from "@promptrail/core";

/** One family with two versions, between which decisions go back and forth. */
export const summaryPrompts = ([1, 2] as const).map((version) =>
  definePrompt({
    family: "summary",
    version,
    status: version === 1 ? "active" : "draft",
    ...(version === 1 ? {} : { changelog: "Another tone." }),
    provider: "claude",
    model: "claude-sonnet-4-20250514",
    maxTokens: 200,
    userTemplate: `Summarise the notes, take ${version}: {{ notes }}`,
  }),
);
