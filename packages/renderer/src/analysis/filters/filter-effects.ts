import type { VariableKind } from "@promptrail/core/lifecycle";

/** What comes out of a filter. */
export type FilterResult =
  | "text"
  | "number"
  | "unknown"
  /** The same items, maybe fewer or in another order. */
  | "items"
  | "first"
  | "last"
  | "element"
  | "groups"
  | "pairs"
  | "batches";

/** What a filter expects of its value, and what of it comes out. */
export interface FilterEffect {
  readonly kind: VariableKind;
  readonly result: FilterResult;
  /** What it does with each item, or with the items' attribute where the template names one. */
  readonly items?: VariableKind;
  /** The position of the parameter that names an attribute. */
  readonly attribute?: number;
  readonly noneHandled?: boolean;
  /** True where it takes an absent value. */
  readonly lenient?: boolean;
}

type Entry = readonly [string, FilterEffect];

function each(names: readonly string[], effect: FilterEffect): readonly Entry[] {
  return names.map((name) => [name, effect]);
}

const textFilters =
  "upper lower capitalize title trim string safe center replace truncate indent wordwrap striptags escape e forceescape currency";

const effects: readonly Entry[] = [
  ...each(textFilters.split(" "), { kind: "printable", result: "text" }),
  ...each(["tojson", "json", "pprint", "urlencode"], { kind: "any", result: "text" }),
  ["xmlattr", { kind: "any", result: "text" }],
  ["attr", { kind: "any", result: "unknown" }],
  ["wordcount", { kind: "printable", result: "number" }],
  ...each(["int", "float"], { kind: "printable", result: "number", noneHandled: true }),
  ...each(["abs", "round"], { kind: "number", result: "number" }),
  ["filesizeformat", { kind: "number", result: "text" }],
  ...each(["length", "count"], { kind: "iterable", result: "number" }),
  ...each(["list", "reverse"], { kind: "iterable", result: "items" }),
  ["sort", { kind: "iterable", result: "items", items: "condition", attribute: 2 }],
  ["unique", { kind: "iterable", result: "items", items: "condition", attribute: 1 }],
  ["first", { kind: "iterable", result: "first" }],
  ["last", { kind: "iterable", result: "last" }],
  ["random", { kind: "iterable", result: "element" }],
  ...each(["min", "max"], {
    kind: "iterable",
    result: "element",
    items: "condition",
    attribute: 1,
  }),
  ["sum", { kind: "iterable", result: "number", items: "number", attribute: 0 }],
  ["join", { kind: "iterable", result: "text", items: "printable", attribute: 1 }],
  ["groupby", { kind: "iterable", result: "groups", items: "condition", attribute: 0 }],
  ...each(["batch", "slice"], { kind: "iterable", result: "batches" }),
  ["dictsort", { kind: "mapping", result: "pairs" }],
  ["items", { kind: "mapping", result: "pairs", lenient: true }],
];

/** The filters that need no code of their own; an own filter of a team's is not among them. */
export const filterEffects: ReadonlyMap<string, FilterEffect> = new Map(effects);
