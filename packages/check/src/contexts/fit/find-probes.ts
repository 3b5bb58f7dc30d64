import type { JsonObject, JsonValue } from "@promptrail/core";
import { listedValues } from "./listed-values.js";

/** What a schema that coerces, catches or prepares values may take beside what it says of itself. */
const always: readonly JsonValue[] = ["1", "true", "2026-01-01", "", 1, 0, true, null, [], {}];

/** More of them are not tried: each is validated twice. */
const mostProbes = 200;

/** Values next to what plain schemas say, to be tried on the schemas themselves. */
export function findProbes(arms: readonly JsonObject[]): readonly JsonValue[] {
  const own = arms.flatMap((arm) => listedValues(arm) ?? nearBounds(arm));
  const written = own.flatMap((value): readonly JsonValue[] =>
    typeof value === "number" ? [value, String(value)] : [value],
  );
  return [...new Set([...always, ...written])].slice(0, mostProbes);
}

function nearBounds(arm: JsonObject): readonly JsonValue[] {
  const { minimum, exclusiveMinimum, maximum, exclusiveMaximum, multipleOf, minLength } = arm;
  const bounds = [minimum, exclusiveMinimum, maximum, exclusiveMaximum, multipleOf].filter(
    (bound) => typeof bound === "number",
  );
  const digits = typeof minLength === "number" && minLength < mostProbes ? minLength : 0;
  return [
    ...bounds.flatMap((bound) => [bound, bound + 1, bound - 1]),
    "1".repeat(digits),
    // Shorter once a schema has trimmed them.
    ...["", "a", "1"].flatMap((text) => [text.padEnd(digits), ` ${text}`.padEnd(digits)]),
  ];
}
