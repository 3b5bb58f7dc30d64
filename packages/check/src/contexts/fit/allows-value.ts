import type { JsonObject, JsonValue } from "@promptrail/core";
import { typesOf } from "@promptrail/core/lifecycle";

/** False where the keywords of a plain schema are certain to refuse a text or a number. */
export function allowsValue(arm: JsonObject, value: JsonValue): boolean {
  const types = typesOf(arm);
  const fits = (type: "text" | "number") => types.includes(type) || types.includes("any");
  if (typeof value === "string") return fits("text") && allowsText(arm, value);
  if (typeof value !== "number") return true;
  return fits("number") && isInRange(arm, value) && isMultiple(arm, value);
}

export function isInRange(arm: JsonObject, value: number): boolean {
  const { minimum, exclusiveMinimum, maximum, exclusiveMaximum } = arm;
  return (
    !(typeof minimum === "number" && value < minimum) &&
    !(typeof exclusiveMinimum === "number" && value <= exclusiveMinimum) &&
    !(typeof maximum === "number" && value > maximum) &&
    !(typeof exclusiveMaximum === "number" && value >= exclusiveMaximum)
  );
}

/** Fractions are no exact binary numbers: near enough is a multiple. */
const nearEnough = 1e-6;

function isMultiple(arm: JsonObject, value: number): boolean {
  if (arm["type"] === "integer" && !Number.isInteger(value)) return false;
  const step = arm["multipleOf"];
  if (typeof step !== "number" || step <= 0) return true;
  const times = value / step;
  return Math.abs(times - Math.round(times)) < nearEnough;
}

/** Libraries count code units or code points: a text fits where it fits by one of the two. */
function allowsText(arm: JsonObject, text: string): boolean {
  const { minLength, maxLength, pattern } = arm;
  if (typeof minLength === "number" && text.length < minLength) return false;
  if (typeof maxLength === "number" && [...text].length > maxLength) return false;
  return typeof pattern !== "string" || mayMatch(pattern, text);
}

/** A pattern comes without its flags: a text is refused only where it matches under none of them. */
const flags = ["", "i", "m", "s", "im", "is", "ms", "ims"].flatMap((some) => [some, `${some}u`]);

function mayMatch(pattern: string, text: string): boolean {
  return flags.some((some) => {
    try {
      return new RegExp(pattern, some).test(text);
    } catch {
      // Not every pattern is one under every flag. Under those that it allows, it tells.
      return false;
    }
  });
}
