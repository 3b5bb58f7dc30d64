import { TemplateError } from "@promptrail/core/errors";
import { admit, isContextMap, isPlainObject } from "./context-value.js";

/** The mapping of a template's variables. Throws TemplateError of kind `context` where it is none. */
export function toContext(context: unknown): object {
  // Admitted, because a proxy or a subclass of Map would run code when it is read.
  const admitted = admit(context);
  if (typeof admitted === "object" && admitted !== null && !Array.isArray(admitted)) {
    if (isContextMap(admitted) || isPlainObject(admitted)) return admitted;
  }
  const reason = "the context must be a plain object whose members are the template's variables";
  throw new TemplateError({ kind: "context", reason });
}
