import type { JsonObject, JsonValue } from "@promptrail/core";
import { isJsonList } from "@promptrail/core/portable";
import { allowsValue } from "./allows-value.js";

/** The only values that a schema allows; undefined where it does not list them. */
export function listedValues(arm: JsonObject): readonly JsonValue[] | undefined {
  if ("const" in arm) return [arm["const"] ?? null];
  return isJsonList(arm["enum"]) ? arm["enum"] : undefined;
}

/** The listed values that two schemas may both allow; undefined where neither lists any. */
export function findSharedValues(
  one: JsonObject,
  other: JsonObject,
): readonly JsonValue[] | undefined {
  const left = listedValues(one);
  const right = listedValues(other);
  const shared =
    left === undefined || right === undefined
      ? (left ?? right)
      : left.filter((value) => right.some((each) => isSame(each, value)));
  return shared?.filter((value) => [one, other].every((arm) => allowsValue(arm, value)));
}

/** Lists and objects are not looked into: they may be the same. */
function isSame(one: JsonValue, other: JsonValue): boolean {
  return one === other || (typeof one === "object" && typeof other === "object");
}
