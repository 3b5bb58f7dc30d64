import type { VariableKind } from "@promptrail/core";
import type { CallArguments, Expression } from "../syntax/ast.js";

/** What a filter expects and what of its input comes out of it. */
export interface FilterEffect {
  readonly kind: VariableKind;
  readonly result:
    | "same"
    | "default"
    | "element"
    | "mapped"
    | "groups"
    | "pairs"
    | "batches"
    | "unknown";
  /** The attribute of the items that it reads, where the template names it. */
  readonly attribute?: (args: CallArguments) => string | undefined;
}

function textOf(expression: Expression | undefined): string | undefined {
  return expression?.typename === "TextLiteral" ? expression.value : undefined;
}

const named = (args: CallArguments) =>
  textOf(args.keywords.find((keyword) => keyword.name === "attribute")?.value);
const firstOrNamed = (args: CallArguments) => textOf(args.positional[0]) ?? named(args);
const secondOrNamed = (args: CallArguments) => textOf(args.positional[1]) ?? named(args);

const effects: readonly (readonly [string, FilterEffect])[] = [
  ...["default", "d"].map((name): [string, FilterEffect] => [
    name,
    { kind: "any", result: "default" },
  ]),
  ...["list", "reverse", "select", "reject"].map((name): [string, FilterEffect] => [
    name,
    { kind: "iterable", result: "same" },
  ]),
  ...["sort", "unique"].map((name): [string, FilterEffect] => [
    name,
    { kind: "iterable", result: "same", attribute: named },
  ]),
  ...["selectattr", "rejectattr"].map((name): [string, FilterEffect] => [
    name,
    { kind: "iterable", result: "same", attribute: firstOrNamed },
  ]),
  ...["first", "last"].map((name): [string, FilterEffect] => [
    name,
    { kind: "iterable", result: "element" },
  ]),
  ...["min", "max"].map((name): [string, FilterEffect] => [
    name,
    { kind: "iterable", result: "element", attribute: secondOrNamed },
  ]),
  ["map", { kind: "iterable", result: "mapped", attribute: named }],
  ["sum", { kind: "iterable", result: "unknown", attribute: firstOrNamed }],
  ["join", { kind: "iterable", result: "unknown", attribute: secondOrNamed }],
  ["groupby", { kind: "iterable", result: "groups", attribute: firstOrNamed }],
  ...["batch", "slice"].map((name): [string, FilterEffect] => [
    name,
    { kind: "iterable", result: "batches" },
  ]),
  ...["items", "dictsort"].map((name): [string, FilterEffect] => [
    name,
    { kind: "mapping", result: "pairs" },
  ]),
  ...["length", "count"].map((name): [string, FilterEffect] => [
    name,
    { kind: "iterable", result: "unknown" },
  ]),
  ...["abs", "round", "filesizeformat"].map((name): [string, FilterEffect] => [
    name,
    { kind: "number", result: "unknown" },
  ]),
  ...[
    "upper",
    "lower",
    "title",
    "capitalize",
    "trim",
    "replace",
    "truncate",
    "indent",
    "wordwrap",
  ].map((name): [string, FilterEffect] => [name, { kind: "printable", result: "unknown" }]),
  ["currency", { kind: "printable", result: "unknown" }],
];

export const filterEffects: ReadonlyMap<string, FilterEffect> = new Map(effects);
