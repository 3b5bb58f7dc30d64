import { priceUsage } from "@promptrail/core";
import { type Completion, noUsage } from "@promptrail/core/provider-kit";
import type { Route } from "../plan/route.js";

/** What an answer cost, in US dollars; null where the model's prices or what was used are unknown. */
export function priceCompletion(
  { provider, request }: Route,
  { usage, model }: Completion,
): number | null {
  // A provider without types may leave it out.
  const used = { ...noUsage, ...usage };
  return priceUsage(used, provider.models[model] ?? provider.models[request.model]);
}
