import type { JsonObject, JsonValue } from "@promptrail/core";
import type { EvaluatedVersion } from "../../evaluate/evaluate-ports.js";
import type { Counterexample } from "../run/counterexample.js";

/** A row of a dataset, as `jsonl` reads it. */
export interface DatasetRow {
  readonly id: string;
  readonly context: JsonObject;
  /** Left out where nobody said what is right. */
  readonly ground_truth?: JsonValue;
  readonly tags: readonly string[];
}

/** The input that fails as a case, with tags that tell where it comes from: `fuzz`, the relation, the version. */
export function toDatasetRow(
  { id, relation, failing, original, changed, truth }: Counterexample,
  { key }: Pick<EvaluatedVersion, "key">,
): DatasetRow {
  const side = failing === "changed" && changed !== null ? changed : original;
  const known = truth?.value ?? null;
  return {
    id,
    context: side.context,
    ...(known === null ? {} : { ground_truth: known as JsonValue }),
    tags: ["fuzz", `fuzz:${relation?.name ?? "input_fails"}`, `fuzz:${key}`],
  };
}
