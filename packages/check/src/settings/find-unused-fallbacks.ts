import type { PromptVersion } from "@promptrail/core";
import type { Finding } from "../findings/finding.js";
import { isUpcoming } from "./list-routes.js";

/** Versions that count on fallbacks, which no call asks yet. */
export function findUnusedFallbacks(prompts: readonly PromptVersion[]): readonly Finding[] {
  return prompts
    .filter((prompt) => isUpcoming(prompt) && prompt.content.fallbacks.length > 0)
    .map(({ key, content: { provider, fallbacks } }) => {
      const models = fallbacks.map(({ model }) => `"${model}"`).join(", ");
      return {
        severity: "warning",
        code: "unused_fallbacks",
        message: `${key} has fallbacks (${models}), but calls do not use fallbacks yet: a call that fails at "${provider}" fails. Handle the failure where the prompt is called, and leave the fallbacks out of the next version.`,
      };
    });
}
