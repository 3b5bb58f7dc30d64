import type { JsonObject, JsonValue } from "@promptrail/core";

/** A number within the schema's bounds, small and positive where it may be; NaN where none is found. */
export function sampleNumber(schema: JsonObject): number {
  const lowest = toNumber(schema["minimum"]);
  const above = toNumber(schema["exclusiveMinimum"]);
  const highest = toNumber(schema["maximum"]);
  const below = toNumber(schema["exclusiveMaximum"]);
  const step = toNumber(schema["multipleOf"]) ?? (schema["type"] === "integer" ? 1 : undefined);
  const fits = (value: number) =>
    value >= (lowest ?? value) &&
    value <= (highest ?? value) &&
    (above === undefined || value > above) &&
    (below === undefined || value < below) &&
    (step === undefined || Number.isInteger(value / step));
  const from = lowest ?? above;
  const to = highest ?? below;
  const starts = [
    1,
    0,
    -1,
    ...(from === undefined ? [] : [from]),
    ...(to === undefined ? [] : [to]),
  ];
  const stepped = step === undefined ? [] : starts.flatMap((start) => around(start, step));
  const middle = from === undefined || to === undefined ? [] : [(from + to) / 2];
  const apart = starts.flatMap((start) => [start + 0.5, start - 0.5]);
  return [...starts, ...stepped, ...middle, ...apart].find(fits) ?? Number.NaN;
}

/** The multiples of a step next to a number. */
function around(start: number, step: number): readonly number[] {
  const near = Math.floor(start / step);
  return [near, near + 1, near + 2, near - 1].map((times) => times * step);
}

function toNumber(value: JsonValue | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}
