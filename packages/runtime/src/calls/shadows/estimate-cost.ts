import { priceUsage } from "@promptrail/core";
import { noUsage } from "@promptrail/core/provider-kit";
import { estimateTokens } from "../lanes/estimate-tokens.js";
import type { Route } from "../plan/route.js";

/**
 * About the most that a request costs, in US dollars: its input as estimated, and the longest answer that it allows. Null where
 * the model's prices are unknown.
 */
export function estimateCost({ provider, request }: Route): number | null {
  const model = provider.models[request.model];
  if (model === undefined) return null;
  const { maxTokens } = request.settings;
  const input = estimateTokens(request) - maxTokens;
  return priceUsage({ ...noUsage, input, output: maxTokens }, model);
}
