import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { JsonObject } from "../../json/json-value.js";
import type { PromptVersion } from "../prompt-version.js";
import type { Callable } from "./context-of.js";

/** What the functions of a version's tools are given, by the tools' names. */
export type InputsOfTools<Tools> = Tools extends readonly (infer Tool)[]
  ? {
      readonly [Each in Tool as NameOf<Each>]: Each extends { readonly inputSchema: infer Schema }
        ? InputOf<Schema>
        : unknown;
    }
  : Record<never, never>;

type NameOf<Tool> = Tool extends { readonly name: infer Name extends string } ? Name : string;

/** What the schema makes of the model's input; a JSON Schema says nothing to the compiler. */
type InputOf<Schema> = Schema extends StandardSchemaV1
  ? StandardSchemaV1.InferOutput<Schema>
  : JsonObject;

/** What the output schema makes of the answer with which a run ends; null without one. */
export type AnswerOfOutput<Output> = Output extends StandardSchemaV1
  ? StandardSchemaV1.InferOutput<Output>
  : null;

// Prompts are only ever looked at, as in `DataOf`: a `Promptrail` of some prompts is one of any.
/** The versions that a call may run; never where nothing is known of the family. */
type Versions<Declared, Family extends string, Pinned extends number> = [Declared] extends [
  { readonly family: infer Name },
]
  ? string extends Name
    ? never
    : Callable<Extract<Declared, { readonly family: Family }>, Pinned>
  : never;

/**
 * What the function of each tool of a family is given, by the tools' names: over all versions that may be live, which
 * is each that is not archived. With a literal `Pinned`, the tools of that version.
 */
export type ToolInputsOf<
  Prompts extends readonly PromptVersion[],
  Family extends string,
  Pinned extends number = number,
> = JoinedInputs<InputsIn<Versions<Prompts[number], Family, Pinned>>>;

type InputsIn<Version> = [Version] extends [never]
  ? AnyInputs
  : Version extends { readonly "~inputs"?: infer Inputs }
    ? unknown extends Inputs
      ? AnyInputs
      : Inputs
    : AnyInputs;

/** Nothing is known of the tools. */
type AnyInputs = Readonly<Record<string, unknown>>;

// A function takes whatever any of the versions hands to it.
type JoinedInputs<Inputs> = {
  readonly [Name in KeyOfEach<Inputs>]: Inputs extends { readonly [Each in Name]: infer Input }
    ? Input
    : never;
};

type KeyOfEach<Each> = Each extends unknown ? keyof Each & string : never;

/** The data of the answer with which a run ends: what `DataOf` says, without the null of an answer that calls tools. */
export type RunDataOf<
  Prompts extends readonly PromptVersion[],
  Family extends string,
  Pinned extends number = number,
> = AnswerIn<Versions<Prompts[number], Family, Pinned>>;

type AnswerIn<Version> = [Version] extends [never]
  ? unknown
  : Version extends { readonly "~answer"?: infer Answer }
    ? Answer
    : unknown;
