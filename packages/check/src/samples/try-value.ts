import type { InputSchema } from "@promptrail/core";

/** What a schema makes of a value that was made up. */
export type Trial =
  | { readonly kind: "fits"; readonly value: unknown }
  | { readonly kind: "refused" }
  /** Whether it fits cannot be told without waiting. */
  | { readonly kind: "waits" };

export function tryValue(schema: InputSchema, value: unknown): Trial {
  try {
    const result = schema["~standard"].validate(value);
    if (result instanceof Promise) {
      result.catch(() => undefined);
      return { kind: "waits" };
    }
    return result.issues === undefined
      ? { kind: "fits", value: result.value }
      : { kind: "refused" };
  } catch {
    // A refinement of the team's own may stumble over a made-up value.
    return { kind: "refused" };
  }
}
