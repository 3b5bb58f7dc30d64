import { describeIssues } from "../errors/describe-issues.js";
import { PromptrailError } from "../errors/promptrail-error.js";
import { templateFunctionSchema } from "./own-callables.js";
import type { TemplateFunction } from "./template-function.js";

/**
 * Declares a function that templates may call. It must be pure: what a version renders follows from the
 * version and the context alone, so that the time of day, say, is a variable and no function.
 *
 * @throws PromptrailError `invalid_definition`, which names each wrong field.
 */
export function defineFunction(settings: TemplateFunction): TemplateFunction {
  const parsed = templateFunctionSchema.safeParse(settings);
  if (parsed.success) return Object.freeze({ ...settings });
  throw new PromptrailError(
    "invalid_definition",
    `Function ${settings?.name ?? "?"} is not defined correctly: ${describeIssues(parsed.error.issues)}. Correct the fields in its defineFunction call.`,
    { function: settings?.name ?? "?" },
  );
}
