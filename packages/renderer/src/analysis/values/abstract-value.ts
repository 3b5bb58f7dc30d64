import type { Body, Expression, Parameter } from "../../syntax/ast.js";
import type { Position } from "../../syntax/syntax-error.js";
import type { Assurance, Fact } from "./facts.js";

/** A value of the context. */
export interface PathValue {
  readonly kind: "path";
  /** As reported: `items[].price`. */
  readonly path: string;
  /** Tells the items of one list apart, so that a guard covers only the item it tested. */
  readonly identity: string;
  /** Where the template last named the value. */
  readonly at: Position;
  readonly depth: number;
  /** True where the template already provided for the path's absence. */
  readonly settled: boolean;
  readonly noneHandled: boolean;
  /** The identity of the value whose keys it came from by iteration: it is certainly one of them. */
  readonly keyOf?: string;
  /** What a guard, or a filter such as `selectattr("price", "defined")`, made sure of below it. */
  readonly assured?: ReadonlyMap<string, Assurance>;
}

export interface TupleValue {
  readonly kind: "tuple";
  readonly items: readonly AbstractValue[];
  readonly names?: readonly string[];
}

export interface ListValue {
  readonly kind: "list";
  readonly element: AbstractValue;
  /** The value whose items it holds: what reads the whole list reads that. */
  readonly source: AbstractValue | null;
  /** The expression that made it, where the template may put more into it. */
  readonly maker?: Expression;
}

export interface RecordValue {
  readonly kind: "record";
  readonly members: ReadonlyMap<string, AbstractValue>;
  /** Where the other members come from, if there may be any. */
  readonly rest: AbstractValue | null;
  /** The expression that made it, where the template may put more into it. */
  readonly maker?: Expression;
}

/** One of several; which one only the render knows. */
export interface EitherValue {
  readonly kind: "either";
  readonly arms: readonly AbstractValue[];
  /** What holds where the value is true, and where it is false. */
  readonly yes?: readonly Fact[];
  readonly no?: readonly Fact[];
}

/** True or false, and what either means for the context. */
export interface ConditionValue {
  readonly kind: "condition";
  readonly yes: readonly Fact[];
  readonly no: readonly Fact[];
}

export interface MacroValue {
  readonly kind: "macro";
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly body: Body;
  /** The scope that its free names live in. */
  readonly scope: AnalysisScope;
}

export interface TextValue {
  readonly kind: "text";
  /** True where Jinja2 would take it for HTML, and escape what is joined to it. */
  readonly isMarkup?: boolean;
}

/** What the analysis knows of a value without running the template. */
export type AbstractValue =
  | PathValue
  | TupleValue
  | ListValue
  | RecordValue
  | EitherValue
  | ConditionValue
  | MacroValue
  | { readonly kind: "loop"; readonly element: AbstractValue }
  | { readonly kind: "global"; readonly name: string }
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  | { readonly kind: "number" }
  | TextValue
  | { readonly kind: "unknown"; readonly identity?: string; readonly keyOf?: string };

export const unknownValue: AbstractValue = { kind: "unknown" };
export const textValue: AbstractValue = { kind: "text" };
export const markupValue: AbstractValue = { kind: "text", isMarkup: true };
export const numberValue: AbstractValue = { kind: "number" };

export function literalValue(value: string | number | boolean | null): AbstractValue {
  return { kind: "literal", value };
}

/** The text of a literal, where the value is one. */
export function literalText(value: AbstractValue | undefined): string | undefined {
  return value?.kind === "literal" && typeof value.value === "string" ? value.value : undefined;
}

export function isNumeric(value: AbstractValue): boolean {
  return value.kind === "number" || (value.kind === "literal" && typeof value.value === "number");
}

/** The names that one body binds, over those around it. */
export class AnalysisScope {
  readonly parent: AnalysisScope | null;
  /** The macros defined here, which are walked once more at the end if nothing called them. */
  readonly macros: MacroValue[] = [];
  private readonly names = new Map<string, AbstractValue>();

  constructor(parent: AnalysisScope | null) {
    this.parent = parent;
  }

  define(name: string, value: AbstractValue): void {
    this.names.set(name, value);
  }

  own(name: string): AbstractValue | undefined {
    return this.names.get(name);
  }

  find(name: string): AbstractValue | undefined {
    return this.names.get(name) ?? this.parent?.find(name);
  }
}
