import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { PromptVersion } from "../prompt-version.js";

/** What callers give to a version with this input schema; without one, its templates say what they read. */
export type ContextOfSchema<Input> = Input extends StandardSchemaV1
  ? StandardSchemaV1.InferInput<Input>
  : Readonly<Record<string, unknown>>;

/**
 * The context that a call of a family gives: what all its versions that may be live need together, which
 * is each that is not archived. With a literal `Pinned`, what that version needs.
 */
export type ContextOf<
  Prompts extends readonly PromptVersion[],
  Family extends string,
  Pinned extends number = number,
> = OneObject<
  Together<ContextTakers<Callable<Extract<Prompts[number], { readonly family: Family }>, Pinned>>>
>;

/** The versions that a call may run: all that are not archived, or the pinned one. */
export type Callable<Version, Pinned extends number> = number extends Pinned
  ? Exclude<Version, { readonly status: "archived" }>
  : Version extends { readonly version: infer Number extends number }
    ? [Number & Pinned] extends [never]
      ? never
      : Version
    : never;

/** One function a version: what all of them take is the intersection of their contexts. */
type ContextTakers<Version> = [Version] extends [never]
  ? // The code does not declare it: nothing is known of what it needs.
    (context: unknown) => void
  : Version extends PromptVersion<string, infer Context>
    ? (context: Context) => void
    : never;

type Together<Takers> = [Takers] extends [(context: infer Context) => void] ? Context : never;

/**
 * An intersection written as one object, and so are the objects in it: what is wrong with a context is then told
 * in one short line, however many versions say the same of it.
 */
type OneObject<Context> = unknown extends Context
  ? Context
  : {
      [Name in keyof Context]: [Context[Name]] extends [PlainObject]
        ? OneObject<Context[Name]>
        : Context[Name];
    };

/** An object of data alone, which may be written anew: not a list, a function, or what has methods. */
interface PlainObject {
  readonly [name: string]: PlainValue;
}

type PlainValue =
  | PlainObject
  | readonly PlainValue[]
  | string
  | number
  | boolean
  | bigint
  | Date
  | null
  | undefined;
