import { textArgument } from "../arguments/read-argument.js";
import { type BuiltinFilter, openFilter } from "../library/define-filter.js";
import { didYouMean } from "../limits/did-you-mean.js";
import { iterate } from "../operations/iterate.js";
import { isTrue } from "../operations/truth.js";
import { LazySequence } from "../values/sequences.js";
import { readAttribute } from "./read-attribute.js";

/** `map(attribute=…)` or `map("filter name", …)`; the filters are those that the template itself has. */
export function createMapFilter(filters: ReadonlyMap<string, BuiltinFilter>): BuiltinFilter {
  return openFilter("map", (state, value, positional, keywords) => {
    // Jinja2 asks for truth before it iterates: none and 0 have no items here.
    const items = isTrue(state, value) ? iterate(state, value) : [];
    if (positional.length === 0 && keywords.has("attribute")) {
      const fallback = keywords.get("default");
      const attribute = keywords.get("attribute");
      const read = items.map((item) => readAttribute(state, item, attribute, fallback));
      return new LazySequence(read, "map");
    }
    const [first, ...rest] = positional;
    if (first === undefined) {
      return state.fail("type", "map needs an attribute or the name of a filter");
    }
    const name = textArgument(state, first);
    const filter = filters.get(name);
    if (!filter) {
      return state.fail("syntax", `no filter named '${name}'${didYouMean(name, filters.keys())}`);
    }
    return new LazySequence(
      items.map((item) => filter.apply(state, item, rest, keywords)),
      "map",
    );
  });
}
