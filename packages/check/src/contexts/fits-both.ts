import type { InputSchema, JsonObject, JsonValue } from "@promptrail/core";
import {
  describeInput,
  findTakenNames,
  type PathStep,
  pathsThrough,
  splitPath,
  viewInput,
} from "@promptrail/core/lifecycle";
import { isJsonList, isJsonObject } from "@promptrail/core/portable";
import { buildSample } from "../samples/build-sample.js";
import { tryValue } from "../samples/try-value.js";
import type { Disagreement } from "./find-disagreement.js";

/** More of them are not tried: each is validated twice. */
const mostContexts = 2000;

/**
 * True where a context is found that both schemas take although they describe themselves otherwise at
 * `path`: JSON Schema has no word for `coerce`, `catch` and `preprocess`, nor for a pattern's flags.
 */
export function fitsBoth(
  schemas: readonly [InputSchema, InputSchema],
  { path, probes }: Pick<Disagreement, "path" | "probes">,
): boolean {
  const [one, other] = schemas.map(findSample);
  if (one === undefined || other === undefined) return false;
  const whole = [merge(one, other), merge(other, one)];
  const steps = pathsThrough(path).flatMap((part) => splitPath(part)?.step ?? []);
  const probed = whole.flatMap((context) =>
    probes.flatMap((probe) => replace(context, steps, probe)),
  );
  return [...whole, ...probed.filter(isJsonObject)]
    .slice(0, mostContexts)
    .some((context) => schemas.every((schema) => takes(schema, context)));
}

function findSample(schema: InputSchema): JsonObject | undefined {
  const { given } = viewInput(describeInput(schema));
  const sample = given === null ? undefined : buildSample(given, "full");
  return isJsonObject(sample) ? sample : undefined;
}

function merge(one: JsonObject, other: JsonObject): JsonObject {
  const members = Object.entries(other).map(([name, value]): [string, JsonValue] => {
    const held = Object.hasOwn(one, name) ? one[name] : undefined;
    return [name, isJsonObject(held) && isJsonObject(value) ? merge(held, value) : value];
  });
  return { ...one, ...Object.fromEntries(members) };
}

/** A value with another one in the place that the steps lead to: of a list in each place alone, and in all. */
function replace(
  at: JsonValue | undefined,
  [step, ...rest]: readonly PathStep[],
  value: JsonValue,
): readonly JsonValue[] {
  if (step === undefined) return [value];
  if (step.kind === "member") {
    if (!isJsonObject(at)) return [];
    const held = Object.hasOwn(at, step.name) ? at[step.name] : undefined;
    return replace(held, rest, value).map((made) => ({ ...at, [step.name]: made }));
  }
  if (!isJsonList(at)) return [];
  const each = at.flatMap((item, index) =>
    replace(item, rest, value).map((made) => at.with(index, made)),
  );
  return [...each, ...replace(at[0], rest, value).map((made) => at.map(() => made))];
}

function takes(schema: InputSchema, context: JsonObject): boolean {
  const names = findTakenNames(describeInput(schema), []);
  const handed =
    names === null
      ? context
      : Object.fromEntries(Object.entries(context).filter(([name]) => names.has(name)));
  return tryValue(schema, handed).kind !== "refused";
}
