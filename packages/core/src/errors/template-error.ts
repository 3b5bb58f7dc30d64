import type { JsonObject } from "../json/json-value.js";
import { omitUndefined } from "../json/omit-undefined.js";
import { PromptrailError } from "./promptrail-error.js";

export type TemplateErrorKind =
  | "syntax"
  | "undefined"
  | "type"
  | "value"
  | "zerodivision"
  | "limit"
  | "context";

export interface TemplateErrorDetails {
  readonly kind: TemplateErrorKind;
  /** Says what is wrong, without a position: the class adds it. Never holds a value of the context. */
  readonly reason: string;
  /** From 1, counted in the template as registered. */
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  /** The path as written: `p.price`. */
  readonly path?: string | undefined;
  /** The path with indices: `products[1].price`. */
  readonly concretePath?: string | undefined;
  /** Which template: `product_description_v2 user`. */
  readonly template?: string | undefined;
  readonly cause?: unknown;
}

/** A template that does not compile, or that a context does not fit. */
export class TemplateError extends PromptrailError {
  readonly kind: TemplateErrorKind;
  readonly reason: string;
  readonly line: number | undefined;
  readonly column: number | undefined;
  readonly path: string | undefined;
  readonly concretePath: string | undefined;
  readonly template: string | undefined;

  constructor(details: TemplateErrorDetails) {
    super("template", describeTemplateError(details), toData(details), details.cause);
    // Bundlers rename a class that names itself, as this one does below.
    this.name = "TemplateError";
    this.kind = details.kind;
    this.reason = details.reason;
    this.line = details.line;
    this.column = details.column;
    this.path = details.path;
    this.concretePath = details.concretePath;
    this.template = details.template;
  }

  /** The same error, told of the template by name. */
  in(template: string): TemplateError {
    const { kind, reason, line, column, path, concretePath, cause } = this;
    return new TemplateError({ kind, reason, line, column, path, concretePath, cause, template });
  }
}

function describeTemplateError(details: TemplateErrorDetails): string {
  const { reason, line, column, path, concretePath, template } = details;
  const prefix = template === undefined ? "" : `${template}: `;
  const concrete = concretePath && concretePath !== path ? ` (${concretePath})` : "";
  const position = line === undefined ? "" : ` (line ${line}, column ${column ?? 1})`;
  return `${prefix}${reason}${concrete}${position}`;
}

function toData(details: TemplateErrorDetails): JsonObject {
  const { kind, line, column, path, concretePath, template } = details;
  return omitUndefined({ kind, line, column, path, concretePath, template });
}
