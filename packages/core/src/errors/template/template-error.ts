import type { JsonObject } from "../../json/json-value.js";
import { omitUndefined } from "../../json/omit-undefined.js";
import { PromptrailError } from "../promptrail-error.js";

export type TemplateErrorKind =
  | "syntax"
  | "undefined"
  | "type"
  | "value"
  | "zerodivision"
  | "limit"
  /** An own filter or function refused what it was given. */
  | "refused"
  | "context";

export interface TemplateErrorDetails {
  readonly kind: TemplateErrorKind;
  /** Says what is wrong, without a position: the class adds it. Never holds a value of the context. */
  readonly reason: string;
  /** From 1, counted in the template as registered. */
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  /** The partial that line and column count in; without one, it is the message's template. */
  readonly partial?: string | undefined;
  /** The path as written: `p.price`. */
  readonly path?: string | undefined;
  /** The path with indices: `products[1].price`. */
  readonly concretePath?: string | undefined;
  /** Which template: `product_description_v2 user`. */
  readonly template?: string | undefined;
  /** An own function's text for the caller. */
  readonly refusal?: string | undefined;
  readonly cause?: unknown;
}

/** A template that does not compile, or that a context does not fit. */
export class TemplateError extends PromptrailError {
  readonly kind: TemplateErrorKind;
  readonly reason: string;
  readonly line: number | undefined;
  readonly column: number | undefined;
  readonly partial: string | undefined;
  readonly path: string | undefined;
  readonly concretePath: string | undefined;
  readonly template: string | undefined;
  readonly #refusal: string | undefined;

  constructor(details: TemplateErrorDetails) {
    super("template", describeTemplateError(details), toData(details), details.cause);
    // Bundlers rename a class that names itself, as this one does below.
    this.name = "TemplateError";
    this.kind = details.kind;
    this.reason = details.reason;
    this.line = details.line;
    this.column = details.column;
    this.partial = details.partial;
    this.path = details.path;
    this.concretePath = details.concretePath;
    this.template = details.template;
    this.#refusal = details.refusal;
  }

  /**
   * What an own function or filter says to the caller, where it refused. It may hold a value of the context:
   * it is in no message and no data, and no logger that writes an error's members finds it.
   */
  get refusal(): string | undefined {
    return this.#refusal;
  }

  /** The same error, told of the template by name. */
  in(template: string): TemplateError {
    return this.with({ template });
  }

  /** The same error, told of a place more exactly. */
  with(place: Pick<TemplateErrorDetails, "line" | "partial" | "template">): TemplateError {
    const { kind, reason, line, column, partial, path, concretePath, template, refusal, cause } =
      this;
    const details = { kind, reason, line, column, partial, path, concretePath, template };
    return new TemplateError({ ...details, ...place, refusal, cause });
  }
}

function describeTemplateError(details: TemplateErrorDetails): string {
  const { reason, line, column, partial, path, concretePath, template } = details;
  const prefix = template === undefined ? "" : `${template}: `;
  const concrete = concretePath && concretePath !== path ? ` (${concretePath})` : "";
  const inside = partial === undefined ? "" : ` of the partial '${partial}'`;
  const position = line === undefined ? "" : ` (line ${line}, column ${column ?? 1}${inside})`;
  return `${prefix}${reason}${concrete}${position}`;
}

function toData(details: TemplateErrorDetails): JsonObject {
  const { kind, line, column, partial, path, concretePath, template } = details;
  return omitUndefined({ kind, line, column, partial, path, concretePath, template });
}
