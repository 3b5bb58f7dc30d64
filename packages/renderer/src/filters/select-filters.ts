import { textArgument } from "../arguments/read-argument.js";
import { type BuiltinFilter, openFilter } from "../library/define-filter.js";
import { didYouMean } from "../limits/did-you-mean.js";
import { iterate } from "../operations/iterate.js";
import { isTrue } from "../operations/truth.js";
import { testTable } from "../tests/test-table.js";
import type { Keywords } from "../values/callable-value.js";
import type { RenderState } from "../values/render-state.js";
import { LazySequence } from "../values/sequences.js";
import { readAttribute } from "./read-attribute.js";

type Check = (item: unknown) => boolean;

/** The test named by the first argument, bound to the rest; Python's truth where none is named. */
function namedCheck(state: RenderState, args: readonly unknown[], keywords: Keywords): Check {
  if (args.length === 0) return (item) => isTrue(state, item);
  const name = textArgument(state, args[0]);
  const test = testTable.get(name);
  if (!test)
    return state.fail("syntax", `no test named '${name}'${didYouMean(name, testTable.keys())}`);
  const rest = args.slice(1);
  return (item) => test.check(state, item, rest, keywords);
}

function selecting(name: string, byAttribute: boolean, wanted: boolean): BuiltinFilter {
  return openFilter(name, (state, value, positional, keywords) => {
    const [attribute, ...rest] = positional;
    if (byAttribute && attribute === undefined) {
      return state.fail("type", `${name} needs the name of an attribute`);
    }
    const check = namedCheck(state, byAttribute ? rest : positional, keywords);
    // As in `map`: whatever is not true has no items.
    const items = isTrue(state, value) ? iterate(state, value) : [];
    const kept = items.filter((item) => {
      const read = byAttribute ? readAttribute(state, item, attribute) : item;
      return check(read) === wanted;
    });
    return new LazySequence(kept, name);
  });
}

export const selectFilters: readonly BuiltinFilter[] = [
  selecting("select", false, true),
  selecting("reject", false, false),
  selecting("selectattr", true, true),
  selecting("rejectattr", true, false),
];
