import { definePrompt, type PromptVersion } from "@promptrail/core";

export const illModel = "ill-model";

/** So many families, whose version 2 is active and on the model that falls ill. */
export function createIllFamilies(count: number): readonly PromptVersion[] {
  return Array.from({ length: count }, (_each, index) =>
    ([1, 2] as const).map((version) =>
      definePrompt({
        family: `family_${index}`,
        version,
        status: version === 1 ? "deprecated" : "active",
        changelog: "Another model.",
        provider: "simulated",
        model: version === 1 ? "simulated-small" : illModel,
        maxTokens: 400,
        system: "You are a product copywriter. Maximum 120 words.",
        userTemplate: `Describe {{ product.name }} to {{ audience }}, take ${version}.`,
      }),
    ),
  ).flat();
}
