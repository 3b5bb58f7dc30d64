import type { JsonObject, JsonValue } from "@promptrail/core";
import type { StateSource } from "@promptrail/core/lifecycle";
import { largestVersion } from "@promptrail/core/portable";
import { z } from "zod";

/** The schemas that the OpenAPI document names. A registry of our own: a caller's schemas never meet it. */
export const components = z.registry<{ readonly id: string; readonly description?: string }>();

/** Wide on purpose: a misspelt name is answered with 404 and a suggestion, not with a pattern. */
export const familyName = z.string().min(1).max(200);

/** Without an end, as a name is: a version that nobody has is answered with 404. */
export const versionNumber = z.int().min(1);

export const revisionNumber = z.int().min(0).max(largestVersion);

/** A number in a path or a query. */
export const wholeNumberText = z.codec(
  z.string().regex(/^[1-9][0-9]{0,8}$/, "must be a whole number from 1"),
  z.number(),
  { decode: Number, encode: String },
);

/** Nothing of ours is older, and databases have no year 0. */
const instant = z.iso
  .datetime()
  .refine((text) => text >= "1970", { error: "must be from 1970 on" });

export const timestamp = z.codec(instant, z.date(), {
  decode: (text) => new Date(text),
  encode: (time) => time.toISOString(),
});

export const reasonText = z.string().trim().min(1).max(2_000);

const sources = ["store", "last_known_good", "code_default"] as const satisfies StateSource[];

export const stateSource = z.enum(sources);

// The bodies come from JSON.parse, so a look at the outermost value tells all.
const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Any JSON object, passed on as it came. */
export const jsonObject = z.custom<JsonObject>(isObject, "must be an object");

/** What a vendor wants to see again beside a call of a tool: to be given back as it came. */
export const vendorState = z
  .custom<JsonObject>(isObject, "must be an object")
  .describe("what the vendor wants to see again with this call: give it back as it came");

/** Any JSON value, passed on as it came. */
export const jsonValue = z.custom<JsonValue>((value) => value !== undefined, "is required");
