import type { Attributes } from "@opentelemetry/api";

/** The attributes that are known: a backend takes a zero or an empty text for a fact. */
export function known(
  attributes: Readonly<Record<string, string | number | boolean | string[] | null>>,
): Attributes {
  const kept: Attributes = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null) kept[name] = value;
  }
  return kept;
}
