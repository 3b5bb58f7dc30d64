import { hash } from "node:crypto";
import { toCanonicalJson } from "./canonical/to-canonical-json.js";
import { toOrdered } from "./canonical/to-ordered.js";

/**
 * `sha256-…` (hex) over the canonical JSON of a value (RFC 8785).
 * Fields that are `undefined` are left out. Throws where JSON cannot say the value (NaN, a lone surrogate).
 */
export function contentDigest(value: unknown): string {
  const text = toCanonicalJson(value);
  if (text === undefined)
    throw new TypeError("The value cannot be written as JSON, so it has no digest.");
  return `sha256-${hash("sha256", text)}`;
}

/**
 * `sha256-…` (hex) over a value's JSON with its keys in order, for what others wrote: unlike
 * `contentDigest` it takes half a surrogate pair, which a model's text may hold. Times count as their text.
 */
export function jsonDigest(value: object): string {
  const ordered = toOrdered(value) ?? inOrder(JSON.parse(JSON.stringify(value)));
  return `sha256-${hash("sha256", JSON.stringify(ordered))}`;
}

function inOrder(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(inOrder);
  const entries = Object.entries(value).map(([key, each]) => [key, inOrder(each)] as const);
  return Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : 1)));
}
