import type { ProviderWarning } from "./completion.js";
import type { TokenUsage } from "./token-usage.js";

/** What a provider warns of where its vendor did not say how much was used. */
export function findUsageWarnings({ input, output }: TokenUsage): readonly ProviderWarning[] {
  if (input !== null && output !== null) return [];
  const missing = [...(input === null ? ["input"] : []), ...(output === null ? ["output"] : [])];
  return [
    {
      setting: "usage",
      reason: `The reply did not say how many tokens of ${missing.join(" and ")} were used: these and the cost are unknown.`,
    },
  ];
}
