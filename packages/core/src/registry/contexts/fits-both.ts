import { isJsonObject } from "../../json/is-json-object.js";
import type { JsonObject, JsonValue } from "../../json/json-value.js";
import { describeInput } from "../../prompt/describe-input.js";
import type { InputSchema } from "../../prompt/input-schema.js";
import { splitPath } from "../../template/path-steps.js";
import { buildSample } from "../../template/sample/build-sample.js";
import { findTakenNames } from "./find-taken-names.js";

/** What a schema that coerces, catches or prepares values may take beside what it says of itself. */
const probes: readonly JsonValue[] = ["1", "true", "2026-01-01", "", 1, 0, true, null, [], {}];

/**
 * True where a context is found that both schemas take although they describe themselves otherwise at
 * `path`: JSON Schema has no word for `coerce`, `catch` and `preprocess`.
 */
export function fitsBoth(older: InputSchema, newer: InputSchema, path: string): boolean {
  const samples = [older, newer].map(findSample);
  const [one, other] = samples;
  if (one === undefined || other === undefined) return false;
  const merged = merge(one, other);
  const contexts = [merged, merge(other, one), ...probes.map((probe) => put(merged, path, probe))];
  return contexts.some((context) => [older, newer].every((schema) => takes(schema, context)));
}

function findSample(schema: InputSchema): JsonObject | undefined {
  const sample = buildSample(describeInput(schema).given ?? {}, "full");
  return isJsonObject(sample) ? sample : undefined;
}

function merge(one: JsonObject, other: JsonObject): JsonObject {
  const members = Object.entries(other).map(([name, value]): [string, JsonValue] => {
    const held = Object.hasOwn(one, name) ? one[name] : undefined;
    return [name, isJsonObject(held) && isJsonObject(value) ? merge(held, value) : value];
  });
  return { ...one, ...Object.fromEntries(members) };
}

function put(context: JsonObject, path: string, value: JsonValue): JsonObject {
  const split = splitPath(path);
  if (split === null) return isJsonObject(value) ? value : context;
  const { parent, step } = split;
  const around = parent === "" ? context : find(context, parent);
  if (step.kind !== "member" || !isJsonObject(around)) return context;
  return parent === ""
    ? { ...context, [step.name]: value }
    : put(context, parent, { ...around, [step.name]: value });
}

function find(context: JsonObject, path: string): JsonValue | undefined {
  return path
    .split(".")
    .reduce<JsonValue | undefined>(
      (at, name) => (isJsonObject(at) && Object.hasOwn(at, name) ? at[name] : undefined),
      context,
    );
}

function takes(schema: InputSchema, context: JsonObject): boolean {
  const names = findTakenNames(describeInput(schema), []);
  const handed =
    names === null
      ? context
      : Object.fromEntries(Object.entries(context).filter(([name]) => names.has(name)));
  try {
    const result = schema["~standard"].validate(handed);
    if (!(result instanceof Promise)) return result.issues === undefined;
    result.catch(() => undefined);
    // Whether it fits cannot be told without waiting.
    return true;
  } catch {
    // A refinement of the team's own may stumble over a made-up value.
    return false;
  }
}
