import type { JsonObject } from "../json/json-value.js";
import type { InputSchema } from "./input-schema.js";
import { toJsonSchema } from "./to-json-schema.js";

/** What an input schema says of contexts, as JSON Schema: what a process knows of a schema that only another build has. */
export interface DescribedInput {
  /** What callers give; null where the schema cannot be described. */
  readonly given: JsonObject | null;
  /** What it makes of that for the templates; null where that cannot be described. */
  readonly made: JsonObject | null;
}

/** Of a schema that nobody described. */
export const undescribedInput: DescribedInput = Object.freeze({ given: null, made: null });

// The versions of a family share a schema more often than not.
const known = new WeakMap<InputSchema, DescribedInput>();

export function describeInput(schema: InputSchema): DescribedInput {
  const found = known.get(schema) ?? {
    given: describe(schema, "input"),
    made: describe(schema, "output"),
  };
  known.set(schema, found);
  return found;
}

function describe(schema: InputSchema, side: "input" | "output"): JsonObject | null {
  try {
    return toJsonSchema(schema, side);
  } catch {
    // A library throws where a part has no JSON Schema: a date, what a function makes.
    return null;
  }
}
