import type { TokenUsage } from "@promptrail/core";

/** `$0.000921`. */
export function describeCost(dollars: number | null): string {
  return dollars === null ? "cost unknown" : `$${dollars.toFixed(6)}`;
}

/** `120 tokens in, 40 out`. */
export function describeTokens({ input, output }: TokenUsage): string {
  return input === null && output === null
    ? "tokens unknown"
    : `${input ?? "unknown"} tokens in, ${output ?? "unknown"} out`;
}
