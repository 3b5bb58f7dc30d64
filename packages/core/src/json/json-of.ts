import type { JsonValue } from "./json-value.js";

/**
 * The type of what `readJsonForm` makes of a value: a date becomes text, and a member that JSON cannot say is
 * left out. Of what is not known it is any JSON.
 */
export type JsonOf<Value> = [JsonValue] extends [Value]
  ? JsonValue
  : Value extends { toJSON(): infer Form }
    ? JsonOf<Form>
    : Value extends string | number | boolean | null
      ? Value
      : Value extends bigint | symbol | undefined | ((...given: never[]) => unknown)
        ? never
        : { readonly [Name in keyof Value]: JsonOf<Value[Name]> };
