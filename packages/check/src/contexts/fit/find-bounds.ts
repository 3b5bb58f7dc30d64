import type { JsonObject } from "@promptrail/core";
import { typesOf } from "@promptrail/core/lifecycle";
import { hasCommonNumber } from "./has-common-number.js";

/**
 * What the bounds of two schemas of one type leave: `none` where no number, length or count fits both,
 * `some` where it cannot be zero, `any` else.
 */
export function findBounds(one: JsonObject, other: JsonObject): "none" | "some" | "any" {
  const [type = "any"] = typesOf(one);
  if (type === "number") return hasCommonNumber([one, other]) ? "any" : "none";
  const [least, most] = counts[type] ?? [];
  if (least === undefined || most === undefined) return "any";
  const low = Math.max(...[one, other].map((arm) => toNumber(arm[least], -Infinity)));
  const high = Math.min(...[one, other].map((arm) => toNumber(arm[most], Infinity)));
  if (low > high) return "none";
  return low > 0 ? "some" : "any";
}

const counts: Readonly<Record<string, readonly [string, string]>> = {
  text: ["minLength", "maxLength"],
  list: ["minItems", "maxItems"],
};

/** What is told of a schema, with its words. */
const told: Readonly<Record<string, string>> = {
  minimum: "minimum",
  exclusiveMinimum: "above",
  maximum: "maximum",
  exclusiveMaximum: "below",
  multipleOf: "a multiple of",
  minLength: "minLength",
  maxLength: "maxLength",
  pattern: "pattern",
  minItems: "minItems",
  maxItems: "maxItems",
};

/** ` (minimum 5)`, after the type; empty where a schema sets none. */
export function describeBounds(arm: JsonObject): string {
  const bounds = Object.entries(told).flatMap(([keyword, word]) => {
    const value = arm[keyword];
    // Every integer of a library has these, whoever wrote it.
    if (Math.abs(Number(value)) === Number.MAX_SAFE_INTEGER) return [];
    return typeof value === "number" || typeof value === "string" ? [`${word} ${value}`] : [];
  });
  return bounds.length === 0 ? "" : ` (${bounds.join(", ")})`;
}

function toNumber(value: unknown, otherwise: number): number {
  return typeof value === "number" ? value : otherwise;
}
