import type { JsonObject, JsonValue } from "@promptrail/core";
import { z } from "zod";

// The bodies come from JSON.parse, so a look at the outermost value tells all.
const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Any JSON object, passed on as it came. */
export const jsonObject = z.custom<JsonObject>(isObject, "must be an object");

/** Any JSON value, passed on as it came. */
export const jsonValue = z.custom<JsonValue>((value) => value !== undefined, "is required");
