import type { EvalSubject } from "@promptrail/core";
import { describeLostDigits, readJson } from "@promptrail/core/portable";

type AnswerValue =
  | { readonly value: unknown; readonly problem: null }
  | { readonly problem: string };

/**
 * An answer as data: what the version's output schema made of it, else the JSON that the whole answer is. A number
 * that JavaScript cannot keep is a problem, since it would be compared with other digits.
 */
export function readAnswer({
  output,
  data,
}: Pick<EvalSubject, "output"> & { data: unknown }): AnswerValue {
  if (data !== null && data !== undefined) return { value: data, problem: null };
  const read = readJson(output);
  if (read === undefined) return { problem: "The answer is not JSON." };
  return read.lost === null
    ? { value: read.value, problem: null }
    : { problem: `The answer cannot be compared: ${describeLostDigits(read.lost)}.` };
}
