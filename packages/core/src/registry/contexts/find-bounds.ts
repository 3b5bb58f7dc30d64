import type { JsonObject } from "../../json/json-value.js";
import { typesOf } from "../../template/value-types.js";

/**
 * What the bounds of two schemas of one type leave: `none` where no number, length or count fits both,
 * `some` where it cannot be zero, `any` else.
 */
export function findBounds(one: JsonObject, other: JsonObject): "none" | "some" | "any" {
  const [type] = typesOf(one);
  const [least, most] = keywords[type ?? "any"] ?? [];
  if (least === undefined || most === undefined) return "any";
  const low = Math.max(...[one, other].map((arm) => toNumber(arm[least], -Infinity)));
  const high = Math.min(...[one, other].map((arm) => toNumber(arm[most], Infinity)));
  if (low > high) return "none";
  return low > 0 ? "some" : "any";
}

const keywords: Readonly<Record<string, readonly [string, string]>> = {
  number: ["minimum", "maximum"],
  text: ["minLength", "maxLength"],
  list: ["minItems", "maxItems"],
};

/** ` (minimum 5)`, after the type; empty where a schema sets none. */
export function describeBounds(arm: JsonObject): string {
  const bounds = Object.values(keywords)
    .flat()
    .flatMap((keyword) => (typeof arm[keyword] === "number" ? [`${keyword} ${arm[keyword]}`] : []));
  return bounds.length === 0 ? "" : ` (${bounds.join(", ")})`;
}

function toNumber(value: unknown, otherwise: number): number {
  return typeof value === "number" ? value : otherwise;
}
