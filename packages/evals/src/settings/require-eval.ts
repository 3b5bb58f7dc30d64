import { PromptrailError } from "@promptrail/core";
import { code } from "./field-rules.js";
import { isPlainObject, show } from "./require-fields.js";

/** @throws PromptrailError `invalid_definition` for what is no eval, which names the function that was given it. */
export function requireEval(taker: string, check: unknown): void {
  if (isPlainObject(check) && code.fits(check["evaluate"])) return;
  throw new PromptrailError(
    "invalid_definition",
    `${taker} has ${show(check)} as its eval. Give one that defineEval or a built-in eval made.`,
  );
}
