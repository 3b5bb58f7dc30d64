import type { JsonObject } from "../../json/json-value.js";
import { isJsonObject } from "../../json/json-value.js";
import type { DescribedInput } from "../../prompt/describe-input.js";
import { pathsThrough } from "../../template/path-steps.js";
import type { TemplateVariable } from "../../template/template-variable.js";
import { typesOf } from "../../template/value-types.js";
import { viewInput } from "./view-input.js";

/**
 * The top-level variables that a version takes: those that its schema declares and its templates read.
 * Null where its schema takes any name, or cannot say.
 */
export function findTakenNames(
  input: DescribedInput | null,
  variables: readonly TemplateVariable[],
): ReadonlySet<string> | null {
  const declared = input === null ? [] : findDeclaredNames(input);
  if (declared === null) return null;
  const read = variables.map(({ path }) => pathsThrough(path)[0] ?? path);
  return new Set([...declared, ...read]);
}

function findDeclaredNames(input: DescribedInput): readonly string[] | null {
  const whole = viewInput(input).given?.lookUp("");
  if (whole?.kind !== "place" || whole.arms.some(takesAnyName)) return null;
  return whole.arms.flatMap(({ properties }) =>
    isJsonObject(properties) ? Object.keys(properties) : [],
  );
}

function takesAnyName(arm: JsonObject): boolean {
  const { properties, additionalProperties = false, patternProperties } = arm;
  if (typesOf(arm).includes("any") || patternProperties !== undefined) return true;
  return !isJsonObject(properties) || additionalProperties !== false;
}
