import type { Dataset, Eval, GateRule, JsonOf, PromptVersion } from "@promptrail/core";
import type { Relation } from "../relations/relation.js";
import type { FittingDataset, FittingEvals, FittingRelations, SuiteContext } from "./fitting.js";

/** What a suite is beside its dataset and evals. */
export interface SuiteRules {
  /** Default: margin 0.05, alpha 0.05, minPassRate 0.5; without minScore. */
  readonly gate?: Partial<GateRule>;
  /** How many answers a case gets, fixed before the run. Default: 1. */
  readonly repeats?: number;
  /** How many calls run at once; no part of the suite hash. Default: 8. */
  readonly concurrency?: number;
}

/** What `defineSuite` takes: the family by its name or by one of its versions, its dataset and its evals. */
export interface SuiteSettings<
  Context = unknown,
  Data = unknown,
  Rows extends Dataset = Dataset,
  Evals extends readonly Eval[] = readonly Eval[],
  Family extends string = string,
  Relations extends readonly Relation[] = readonly Relation[],
> extends SuiteRules {
  /** Needed without `prompt`. Dataset and evals are then not compared with what the prompt takes and answers. */
  readonly family?: Family | undefined;
  /**
   * A version of the family: dataset and evals must fit its context and its output schema. It is the family
   * that has the suite; which version you name is no part of the suite hash.
   */
  readonly prompt?: (PromptVersion<Family, Context> & { readonly "~data"?: Data }) | undefined;
  /** Made by `jsonl`, `csv`, `yaml` or `cases`. */
  readonly dataset: FittingDataset<Rows, Context>;
  /** At least one, each with a name of its own. */
  readonly evals: FittingEvals<Evals, ContextOfSuite<Context, Rows>, TruthOf<Rows>, JsonOf<Data>>;
  /** What `promptrail fuzz` tries; no part of the suite hash. Default: the relations that its inputs have fields for, and all evals. */
  readonly fuzz?:
    | {
        /** In the place of `defaultRelations` of `@promptrail/evals/fuzz`. */
        readonly relations?:
          | FittingRelations<Relations, ContextOfSuite<Context, Rows>, JsonOf<Data>>
          | undefined;
        /** Names of the suite's evals whose verdict must not change. Default: all. */
        readonly evals?: readonly string[] | undefined;
      }
    | undefined;
}

type ContextOfSuite<Context, Rows> =
  Rows extends Dataset<infer RowContext, infer _Truth> ? SuiteContext<Context, RowContext> : never;
type TruthOf<Rows> = Rows extends Dataset<infer _Context, infer Truth> ? Truth : never;
