import type { RowSettings } from "./row-settings.js";

export interface CsvSettings<Context = unknown, GroundTruth = unknown>
  extends RowSettings<Context, GroundTruth> {
  /** What a column holds, where its title does not say it: `{ "Title": "context.product.name" }`. */
  readonly columns?: Readonly<Record<string, string>>;
  /** Targets whose cells are JSON (numbers, lists); the others are texts: `["context.product.price"]`. */
  readonly json?: readonly string[];
  /** Default: what the line `sep=` says, else the one of comma, semicolon and tab that makes `id` a title. */
  readonly delimiter?: string;
}
