import type { EvalSubject, JsonObject, JsonValue } from "@promptrail/core";

/** What may be changed in an input without changing the verdict of its answer. Made by `defineRelation`. */
export interface Relation<Context = unknown, Data = unknown> {
  /** Lower case, unique in its suite: `currency_changed`. */
  readonly name: string;
  /** What is changed, as the report says it: `the currency is another one`. */
  readonly describes: string;
  /** Whether evals read the answer to a changed input beside the changed context, or beside the original one. */
  readonly judgedWith: "changed" | "original";
  /** Whether what an answer only repeats of the change is left out of what evals and `keeps` read. Default: it is not. */
  readonly ignoresRepeated?: boolean | undefined;
  readonly change: (
    context: JsonObject,
    draw: ChangeDraw,
  ) => JsonObject | null | Promise<JsonObject | null>;
  /** What of an answer must stay the same, beside the verdicts. */
  readonly keeps?: ((answer: KeptParts) => JsonValue) | undefined;
  /** These carry the types of what it changes and reads; absent at run time. */
  readonly "~context"?: Context;
  readonly "~data"?: Data;
}

/** What a relation reads of an answer. */
export type KeptParts<Data = unknown> = Pick<
  EvalSubject<unknown, unknown, Data>,
  "output" | "data" | "toolCalls"
>;

/** What a change draws with: the same seed draws the same. */
export interface ChangeDraw {
  /** One of them. Throws for an empty list. */
  readonly pick: <Item>(list: readonly Item[]) => Item;
  /** The same items in another order, where there is one. */
  readonly shuffle: <Item>(list: readonly Item[]) => readonly Item[];
  /** Whether the version's input schema takes a context; true without a schema. */
  readonly allows: (context: object) => Promise<boolean>;
}

/** What a suite says of `promptrail fuzz`; no part of the suite hash. */
export interface FuzzSettings {
  /** Default: `defaultRelations` of `@promptrail/evals/fuzz`, as far as the inputs have their fields. */
  readonly relations?: readonly Relation[] | undefined;
  /** Names of the suite's evals whose verdict must not change. Default: all. */
  readonly evals?: readonly string[] | undefined;
}
