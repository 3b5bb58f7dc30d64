import type { Dataset, Eval, JsonValue } from "@promptrail/core";
import type { Relation } from "../relations/relation.js";

// What does not fit becomes a text in the type: the compiler then says it in one line, where the types of two
// evals would fill a page.

/** An eval of a suite, or what is wrong with it. What nobody typed fits everything. */
export type FittingEval<Check, Context, GroundTruth, Data> =
  Check extends Eval<infer ReadContext, infer ReadTruth, infer ReadData>
    ? Fits<Context, ReadContext> extends false
      ? "This eval reads a context that the suite does not give."
      : Fits<Data, ReadData> extends false
        ? "This eval reads data that the prompt's output schema does not make."
        : Fits<GroundTruth, ReadTruth> extends false
          ? "This eval reads a ground truth that the dataset does not have."
          : Check
    : "This is no eval. Make it with defineEval.";

export type FittingEvals<Evals extends readonly unknown[], Context, GroundTruth, Data> = {
  readonly [At in keyof Evals]: FittingEval<Evals[At], Context, GroundTruth, Data>;
};

/** Relations of a suite, or what is wrong with one of them. */
export type FittingRelations<Relations extends readonly unknown[], Context, Data> = {
  readonly [At in keyof Relations]: Relations[At] extends Relation<
    infer ChangedContext,
    infer ReadData
  >
    ? Fits<Context, ChangedContext> extends false
      ? "This relation changes a context that the suite does not give."
      : Fits<Data, ReadData> extends false
        ? "This relation reads data that the prompt's output schema does not make."
        : Relations[At]
    : "This is no relation. Make it with defineRelation.";
};

/** A dataset for a prompt, or what is wrong with it. */
export type FittingDataset<Rows, Context> =
  Rows extends Dataset<infer RowContext, infer _Truth>
    ? Fits<RowContext, Context> extends false
      ? "The cases of this dataset do not have the context that the prompt takes."
      : Rows
    : "This is no dataset. Make it with jsonl, csv, yaml or cases.";

/** Whether who reads `Read` can be given `Given`. */
type Fits<Given, Read> =
  IsOpen<Given> extends true
    ? true
    : IsOpen<Read> extends true
      ? true
      : [Given] extends [Read]
        ? true
        : false;

/** True of what nobody typed: a prompt without an input schema, a dataset without schemas, any JSON. */
type IsOpen<Type> = [JsonValue] extends [Type]
  ? true
  : [Type] extends [object]
    ? string extends keyof Type
      ? true
      : false
    : false;

/** The context of a suite's cases: the prompt's, else what the dataset's schema says. */
export type SuiteContext<PromptContext, RowContext> =
  IsOpen<PromptContext> extends true ? RowContext : PromptContext;
