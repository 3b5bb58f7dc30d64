import type { JsonObject, JsonValue } from "../json/json-value.js";
import { isJsonList, isJsonObject } from "../json/json-value.js";

/** What a JSON Schema can say that a value is; `any` where it does not say. */
export type ValueType = "text" | "number" | "boolean" | "list" | "object" | "any";

const named: Readonly<Record<string, ValueType>> = {
  string: "text",
  number: "number",
  integer: "number",
  boolean: "boolean",
  array: "list",
  object: "object",
};

/** The types that one arm of a schema allows. */
export function typesOf(arm: JsonObject): readonly ValueType[] {
  const type = arm["type"];
  if (typeof type === "string") return [named[type] ?? "any"];
  if ("const" in arm) return [typeOf(arm["const"])];
  const values = arm["enum"];
  if (isJsonList(values)) return [...new Set(values.map(typeOf))];
  if (isJsonObject(arm["properties"])) return ["object"];
  if (arm["items"] !== undefined || arm["prefixItems"] !== undefined) return ["list"];
  return ["any"];
}

function typeOf(value: JsonValue | undefined): ValueType {
  if (isJsonList(value)) return "list";
  return value === null ? "any" : (named[typeof value] ?? "any");
}
