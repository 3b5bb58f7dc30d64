import type { JsonValue } from "./json-value.js";

/**
 * What is left of a value's type in JSON: a date is its text, a field that is `undefined` is not there. A
 * value that JSON cannot say (a map, a bigint) is null as a whole: see `toJsonResult`.
 */
export type JsonOf<Value> = unknown extends Value
  ? JsonValue
  : Value extends string | number | boolean | null
    ? Value
    : Value extends { readonly toJSON: () => infer Own }
      ? JsonOf<Own>
      : Value extends bigint | symbol | undefined | Unsayable
        ? null
        : Value extends readonly (infer Item)[]
          ? number extends Value["length"]
            ? readonly JsonOf<Item>[]
            : { readonly [Place in keyof Value]: JsonOf<Value[Place]> }
          : { readonly [Name in keyof Value]: JsonOf<Exclude<Value[Name], undefined>> };

type Unsayable =
  | ReadonlyMap<unknown, unknown>
  | ReadonlySet<unknown>
  | ((...values: never[]) => unknown);
