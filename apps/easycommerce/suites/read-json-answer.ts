import { describeIssues } from "@promptrail/core/portable";
import type { z } from "zod";

export type JsonAnswer<Data> =
  | { readonly ok: true; readonly data: Data }
  /** What is wrong, in plain words. */
  | { readonly ok: false; readonly problem: string };

/** An answer that must be JSON and nothing else: no fence, no talk around it. Never throws. */
export function readJsonAnswer<Schema extends z.ZodType>(
  output: string,
  schema: Schema,
): JsonAnswer<z.infer<Schema>> {
  const parsed = parseJson(output);
  if (!parsed.ok) return parsed;
  const read = schema.safeParse(parsed.data);
  if (read.success) return { ok: true, data: read.data };
  return { ok: false, problem: `The JSON does not fit: ${describeIssues(read.error.issues)}` };
}

function parseJson(output: string): JsonAnswer<unknown> {
  try {
    return { ok: true, data: JSON.parse(output) };
  } catch {
    return { ok: false, problem: "The answer is not JSON and nothing else" };
  }
}
