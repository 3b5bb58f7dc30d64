import { type CallResult, priceUsage } from "@promptrail/core";
import { type Completion, noUsage } from "@promptrail/core/provider-kit";
import type { Route } from "../plan/route.js";

/**
 * What an answer used, and what that cost in US dollars. The cost is null where the model's prices or what was used
 * are unknown. With it goes the day of the prices.
 */
export function measureCompletion(
  { provider, request }: Route,
  { usage: told, model }: Completion,
): Pick<CallResult, "usage" | "cost" | "pricesAsOf"> {
  // A provider without types may leave it out.
  const usage = { ...noUsage, ...told };
  const priced = provider.models[model] ?? provider.models[request.model];
  const cost = priceUsage(usage, priced);
  return { usage, cost, pricesAsOf: cost === null ? null : (priced?.prices.asOf ?? null) };
}
