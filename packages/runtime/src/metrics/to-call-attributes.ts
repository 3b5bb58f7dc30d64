import type { Attributes } from "@opentelemetry/api";
import type { CallRecord, JsonObject } from "@promptrail/core";

/** The conventions name a vendor where the id of our plugin names its product. Other ids are the same. */
const vendorNames: ReadonlyMap<string, string> = new Map([["claude", "anthropic"]]);

/**
 * What tells calls apart when they are counted. Every value is from a small set that the project
 * decides: no ids, no texts, nothing that a caller can make up.
 */
export function toCallAttributes(record: CallRecord, environment: string): Attributes {
  return {
    environment,
    family: record.family,
    version: record.version,
    lane: record.lane,
    outcome: record.outcome ?? "failed",
    state_source: record.stateSource,
    degraded: record.degraded ?? "",
    pinned: record.pinned,
    ...toErrorType(record.error),
  };
}

/** Fewer than those of the count, since each set of values costs a row of buckets. */
export function toDurationAttributes(record: CallRecord, environment: string): Attributes {
  return {
    environment,
    lane: record.lane,
    "gen_ai.prompt.name": record.family,
    "gen_ai.prompt.version": String(record.version),
    "gen_ai.request.model": record.requestedModel,
    "gen_ai.provider.name": vendorNames.get(record.provider) ?? record.provider,
    ...toErrorType(record.error),
  };
}

/** Left out where there is no error, as the conventions ask. A provider's failure is named by its kind. */
function toErrorType(error: JsonObject | null): Attributes {
  if (error === null) return {};
  const { code, data } = error;
  const kind =
    code === "provider_failed" && typeof data === "object" && data !== null && "kind" in data
      ? data["kind"]
      : code;
  return { "error.type": typeof kind === "string" ? kind : "unexpected" };
}
