import { integerArgument } from "../arguments/read-argument.js";
import { isEqual } from "../operations/compare.js";
import { iterate } from "../operations/iterate.js";
import type { Method } from "./define-method.js";
import { method } from "./define-method.js";

/** What lists, tuples and ranges share: reading. */
export const sequenceMethods: ReadonlyMap<string, Method> = new Map([
  method(
    "count",
    "value",
    (state, target, [value]) =>
      iterate(state, target).filter((item) => isEqual(state, item, value)).length,
  ),
  method("index", "value start? stop?", (state, target, [value, start, stop]) => {
    const items = iterate(state, target);
    const place = (bound: unknown, fallback: number) => {
      const given = integerArgument(state, bound, fallback);
      return given < 0 ? Math.max(0, given + items.length) : given;
    };
    const [from, to] = [place(start, 0), place(stop, items.length)];
    const at = items.findIndex(
      (item, index) => index >= from && index < to && isEqual(state, item, value),
    );
    return at === -1 ? state.fail("value", "the value is not in the list") : at;
  }),
]);
