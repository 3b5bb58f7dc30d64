import { z } from "zod";
import type { TemplateFilter } from "./template-filter.js";
import type { TemplateFunction } from "./template-function.js";

/** What templates can name, and nothing that they read as something else. */
const templateWord = /^(?!(?:true|false|none|and|or|not|is|in|if|else)$)[a-zA-Z_][a-zA-Z0-9_]*$/;

const name = z.string().regex(templateWord, "must be a name that templates can write");

const common = {
  name,
  version: z.int().min(1),
  parameters: z
    .array(name)
    .refine((names) => new Set(names).size === names.length, "must name each parameter once")
    .optional(),
};

const functionOf = (what: string) =>
  z.custom<(...args: readonly unknown[]) => unknown>(
    (value) => typeof value === "function",
    `must be ${what}`,
  );

/** Own filters, as people write them. */
export const templateFilterSchema: z.ZodType<TemplateFilter> = z.looseObject({
  ...common,
  apply: functionOf("a function of the value and the arguments"),
});

/** Own functions, as people write them. */
export const templateFunctionSchema: z.ZodType<TemplateFunction> = z.looseObject({
  ...common,
  call: functionOf("a function of the arguments"),
});
