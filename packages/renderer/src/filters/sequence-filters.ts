import { flagArgument, integerArgument, textArgument } from "../arguments/read-argument.js";
import { type BuiltinFilter, filter } from "../library/define-filter.js";
import { joinTexts } from "../methods/text-methods.js";
import { order } from "../operations/compare.js";
import { iterate, lengthOf } from "../operations/iterate.js";
import { isMapping, mappingPairs } from "../operations/mappings.js";
import { charactersOf } from "../operations/measure-text.js";
import { caseFolded, sortItems } from "../operations/sort-items.js";
import { toText } from "../operations/to-text.js";
import { calculate } from "../runtime/arithmetic.js";
import { toHashKey } from "../values/dict.js";
import type { RenderState } from "../values/render-state.js";
import { GroupTuple, LazySequence, makeList, Tuple } from "../values/sequences.js";
import { typeName } from "../values/type-name.js";
import { UndefinedValue } from "../values/undefined-value.js";
import { readAttribute } from "./read-attribute.js";

type Args = readonly unknown[];

function length(state: RenderState, value: unknown): unknown {
  const size = lengthOf(state, value);
  return size ?? state.fail("type", `object of type '${typeName(value)}' has no len()`);
}

function edge(state: RenderState, value: unknown, last: boolean): unknown {
  if (last && value instanceof LazySequence) {
    return state.fail("type", `the result of '${value.madeBy}' is not reversible; add '| list'`);
  }
  const items = iterate(state, value);
  const which = last ? "last" : "first";
  if (items.length > 0) return items.at(last ? -1 : 0);
  return state.missing(null, `no ${which} item, the sequence was empty`);
}

function extreme(state: RenderState, value: unknown, args: Args, sign: 1 | -1): unknown {
  const caseSensitive = flagArgument(state, args[0], false);
  const items = iterate(state, value);
  const keyOf = (item: unknown) =>
    caseFolded(state, present(args[1]) ? readAttribute(state, item, args[1]) : item, caseSensitive);
  let best: { item: unknown; key: unknown } | undefined;
  for (const item of items) {
    const key = keyOf(item);
    if (!best || order(state, key, best.key) * sign > 0) best = { item, key };
  }
  return best ? best.item : state.missing(null, "no aggregated item, sequence was empty");
}

function present(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function join(state: RenderState, value: unknown, args: Args): string {
  const separator = args[0] === undefined ? "" : toText(state, args[0]);
  const parts = iterate(state, value).map((item) =>
    toText(state, present(args[1]) ? readAttribute(state, item, args[1]) : item),
  );
  return joinTexts(state, separator, parts);
}

/** Sort keys may name several attributes: `"category,price"`. */
function sort(state: RenderState, value: unknown, args: Args): unknown {
  const [reverse, sensitive, attribute] = args;
  const caseSensitive = flagArgument(state, sensitive, false);
  const names = typeof attribute === "string" ? attribute.split(",") : [attribute];
  const keyOf = (item: unknown): unknown => {
    // A tuple even of one key: its parts are compared for order only where they differ.
    if (!present(attribute)) return new Tuple([caseFolded(state, item, caseSensitive)]);
    return new Tuple(
      names.map((name) => caseFolded(state, readAttribute(state, item, name), caseSensitive)),
    );
  };
  const items = iterate(state, value);
  return makeList(sortItems(state, items, keyOf, flagArgument(state, reverse, false)));
}

function unique(state: RenderState, value: unknown, args: Args): LazySequence {
  const caseSensitive = flagArgument(state, args[0], false);
  const seen = new Set<unknown>();
  const kept = iterate(state, value).filter((item) => {
    const read = present(args[1]) ? readAttribute(state, item, args[1]) : item;
    const key = toHashKey(state, caseFolded(state, read, caseSensitive));
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return new LazySequence(kept, "unique");
}

function groupBy(state: RenderState, value: unknown, args: Args): unknown {
  const [attribute, fallback, sensitive] = args;
  const caseSensitive = flagArgument(state, sensitive, false);
  const keyOf = (item: unknown) =>
    caseFolded(state, readAttribute(state, item, attribute, fallback ?? undefined), caseSensitive);
  const groups: { key: unknown; list: unknown[] }[] = [];
  for (const item of sortItems(state, iterate(state, value), keyOf)) {
    const key = keyOf(item);
    const last = groups.at(-1);
    if (last && order(state, last.key, key) === 0) last.list.push(item);
    else groups.push({ key, list: [item] });
  }
  return makeList(
    groups.map(({ list }) => {
      // The group's name is the first item's own, not its folded form.
      const grouper = readAttribute(state, list[0], attribute, fallback ?? undefined);
      return new GroupTuple(grouper, makeList(list));
    }),
  );
}

function batch(state: RenderState, value: unknown, args: Args): LazySequence {
  const size = integerArgument(state, args[0]);
  if (size < 1) return state.fail("value", "a batch needs at least one item");
  const items = iterate(state, value);
  const batches: unknown[][] = [];
  for (let at = 0; at < items.length; at += size) batches.push(items.slice(at, at + size));
  const last = batches.at(-1);
  if (last && present(args[1])) {
    state.charge(size);
    while (last.length < size) last.push(args[1]);
  }
  return new LazySequence(batches.map(makeList), "batch");
}

function slice(state: RenderState, value: unknown, args: Args): LazySequence {
  const count = integerArgument(state, args[0]);
  if (count < 1) return state.fail("zerodivision", "slice needs at least one slice");
  state.charge(count);
  const items = iterate(state, value);
  const size = Math.floor(items.length / count);
  const longer = items.length % count;
  let at = 0;
  const slices = Array.from({ length: count }, (_, index) => {
    const taken = items.slice(at, at + size + (index < longer ? 1 : 0));
    at += taken.length;
    if (present(args[1]) && index >= longer) taken.push(args[1]);
    return makeList([...taken]);
  });
  return new LazySequence(slices, "slice");
}

function reverse(state: RenderState, value: unknown): unknown {
  if (typeof value === "string") return charactersOf(state, value).reverse().join("");
  return new LazySequence([...iterate(state, value)].reverse(), "reverse");
}

function sum(state: RenderState, value: unknown, args: Args): unknown {
  const items = iterate(state, value);
  return items.reduce((total: unknown, item) => {
    const part = present(args[0]) ? readAttribute(state, item, args[0]) : item;
    if (part instanceof UndefinedValue) return state.raise(part);
    if (typeof total === "string") return state.fail("type", "sum() can't sum strings; use join");
    return calculate(state, "+", total, part);
  }, args[1] ?? 0);
}

function dictSort(state: RenderState, value: unknown, args: Args): unknown {
  if (!isMapping(value)) return state.fail("type", "dictsort needs a mapping");
  const caseSensitive = flagArgument(state, args[0], false);
  const by = textArgument(state, args[1], "key");
  if (by !== "key" && by !== "value") {
    return state.fail("value", 'You can only sort by either "key" or "value"');
  }
  const keyOf = (pair: unknown) =>
    pair instanceof Tuple
      ? caseFolded(state, pair.items[by === "key" ? 0 : 1], caseSensitive)
      : pair;
  const pairs = mappingPairs(state, value);
  return makeList(sortItems(state, pairs, keyOf, flagArgument(state, args[2], false)));
}

/** The one filter beside `default` that Jinja2 lets an absent value reach. */
function items(state: RenderState, value: unknown): LazySequence {
  if (value instanceof UndefinedValue) return new LazySequence([], "items");
  if (!isMapping(value)) return state.fail("type", "Can only get item pairs from a mapping.");
  return new LazySequence(mappingPairs(state, value), "items");
}

export const sequenceFilters: readonly BuiltinFilter[] = [
  filter("length", [], length),
  filter("count", [], length),
  filter("first", [], (state, value) => edge(state, value, false)),
  filter("last", [], (state, value) => edge(state, value, true)),
  filter("min", ["case_sensitive", "attribute"], (state, value, args) =>
    extreme(state, value, args, -1),
  ),
  filter("max", ["case_sensitive", "attribute"], (state, value, args) =>
    extreme(state, value, args, 1),
  ),
  filter("join", ["d", "attribute"], join),
  filter("sort", ["reverse", "case_sensitive", "attribute"], sort),
  filter("unique", ["case_sensitive", "attribute"], unique),
  filter("groupby", ["attribute", "default", "case_sensitive"], groupBy),
  filter("batch", ["linecount", "fill_with"], batch),
  filter("slice", ["slices", "fill_with"], slice),
  filter("reverse", [], reverse),
  filter("sum", ["attribute", "start"], sum),
  filter("dictsort", ["case_sensitive", "by", "reverse"], dictSort),
  { name: "items", apply: items },
  filter("list", [], (state, value) => makeList([...iterate(state, value)])),
];
