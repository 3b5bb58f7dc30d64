import type { JsonObject } from "../../json/json-value.js";
import { inlineRoot } from "./schema-references.js";

/** Whether a schema says at its root that a value is an object, and nothing but an object of one shape. */
export function isObjectSchema(schema: JsonObject): boolean {
  const root = inlineRoot(schema);
  const isUnion = root["anyOf"] !== undefined || root["oneOf"] !== undefined;
  return root["type"] === "object" && !isUnion;
}
