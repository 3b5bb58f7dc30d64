import { hash } from "node:crypto";
import { toCanonicalJson } from "./to-canonical-json.js";

/**
 * `sha256-…` (hex) over the canonical JSON of a value (RFC 8785).
 * Fields that are `undefined` are left out. Throws where JSON cannot say the value (NaN, a lone surrogate).
 */
export function contentDigest(value: unknown): string {
  const text = toCanonicalJson(value);
  if (text === undefined) throw new TypeError("A value without a JSON form has no digest.");
  return `sha256-${hash("sha256", text)}`;
}
