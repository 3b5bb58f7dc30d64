import type { EvalResult } from "@promptrail/core";
import { type TriedSubject, tryEval } from "@promptrail/evals";

/** What an eval that applies to every answer says of one: for the evals' own tests. */
export async function judgeAnswer(
  check: Parameters<typeof tryEval>[0],
  subject: TriedSubject<unknown, unknown, unknown>,
): Promise<EvalResult> {
  const result = await tryEval(check, subject);
  if (result === null) throw new Error(`Eval "${check.name}" does not apply.`);
  return result;
}
