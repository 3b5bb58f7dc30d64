import type { CompileOptions } from "@promptrail/core/lifecycle";
import type { TemplateLimits } from "../limits/template-limits.js";
import { withoutBuiltIn } from "./without-built-in.js";
import type { CompileRequest } from "./worker-messages.js";

/** A template as data that can be sent to a worker: own code by name and version. */
export function toCompileRequest(
  id: number,
  source: string,
  options: CompileOptions & { readonly limits: Partial<TemplateLimits> },
): CompileRequest {
  const { name, filters, functions = [], partials = {}, settings = {}, limits } = options;
  return {
    type: "compile",
    id,
    source,
    name,
    filters: withoutBuiltIn(filters),
    functions: functions.map((own) => ({ name: own.name, version: own.version })),
    partials,
    settings,
    limits,
  };
}
