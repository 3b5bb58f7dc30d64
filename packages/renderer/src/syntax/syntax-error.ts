import { TemplateError } from "@promptrail/core/errors";

export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
}

/** The error of a template that cannot be compiled. */
export function syntaxError(reason: string, position: Position): TemplateError {
  return new TemplateError({
    kind: "syntax",
    reason,
    line: position.line,
    column: position.column,
  });
}
