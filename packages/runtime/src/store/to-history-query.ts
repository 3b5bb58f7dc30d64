import type { HistoryQuery } from "@promptrail/core/lifecycle";

export interface HistoryRequest<Family extends string = string> {
  /** Without one: every family. */
  readonly family?: Family | undefined;
  /** Default 50. */
  readonly limit?: number | undefined;
  /** Only decisions with a lower revision. */
  readonly before?: number | undefined;
}

export function toHistoryQuery({ family, limit, before }: HistoryRequest = {}): HistoryQuery {
  return { family: family ?? null, limit: limit ?? 50, before: before ?? null };
}
