import type { JsonObject } from "../json/json-value.js";
import type { InputSchema } from "./input-schema.js";
import { toJsonSchema } from "./to-json-schema.js";

/** What an input schema says of contexts, as JSON Schema: what a process knows of a schema that only another build has. */
export interface DescribedInput {
  /**
   * What callers give; null where the schema cannot be described. Where only members cannot (a date), they
   * may be anything: the names beside them are still known.
   */
  readonly given: JsonObject | null;
  /** What it makes of that for the templates; null where that cannot be described. */
  readonly made: JsonObject | null;
}

/** Of a schema that nobody described. */
export const undescribedInput: DescribedInput = Object.freeze({ given: null, made: null });

// The versions of a family share a schema more often than not.
const known = new WeakMap<InputSchema, DescribedInput>();

/** The JSON Schemas of both sides of an input schema: what a caller gives and what the schema makes of it. Cached by schema. */
export function describeInput(schema: InputSchema): DescribedInput {
  const found = known.get(schema) ?? {
    given: describe(schema, "input") ?? describe(schema, "input", { unrepresentable }),
    made: describe(schema, "output"),
  };
  known.set(schema, found);
  return found;
}

function describe(
  schema: InputSchema,
  side: "input" | "output",
  options?: Record<string, unknown>,
): JsonObject | null {
  try {
    return toJsonSchema(schema, side, options);
  } catch {
    // A library throws where a part has no JSON Schema: a date, what a function makes.
    return null;
  }
}

const memberKeywords: ReadonlySet<string | number> = new Set([
  ...["properties", "patternProperties", "additionalProperties", "items", "prefixItems"],
]);

/** Zod's answer to a part without JSON Schema. A whole that is anything would hide what it takes. */
function unrepresentable({ path }: { readonly path: readonly (string | number)[] }) {
  return path.some((segment) => memberKeywords.has(segment)) ? "any" : "throw";
}
