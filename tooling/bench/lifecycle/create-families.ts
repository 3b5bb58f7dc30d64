import { definePrompt, type PromptVersion } from "@promptrail/core";

interface FamilyCounts {
  readonly families: number;
  readonly versions: number;
}

/** Prompts as a build declares them: the last version of each family is the active one. */
export function createFamilies({ families, versions }: FamilyCounts): readonly PromptVersion[] {
  return Array.from({ length: families * versions }, (_each, index) => {
    const version = (index % versions) + 1;
    return definePrompt({
      family: `family_${Math.floor(index / versions)}`,
      version,
      status: version === versions ? "active" : "deprecated",
      ...(version === 1 ? {} : { changelog: `Take ${version} is shorter.` }),
      provider: "claude",
      model: "claude-sonnet-4-20250514",
      maxTokens: 400,
      temperature: 0.4,
      system: "You are a product copywriter. Maximum 120 words.",
      userTemplate: `Describe {{ product.name }} to {{ audience }}, take ${version}.`,
    });
  });
}
