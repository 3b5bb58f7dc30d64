import { isEqual } from "../operations/compare.js";
import { iterate } from "../operations/iterate.js";
import type { Method } from "./define-method.js";
import { method } from "./define-method.js";

/** What lists and tuples share: reading. */
export const sequenceMethods: ReadonlyMap<string, Method> = new Map([
  method(
    "count",
    ["value"],
    (state, target, [value]) =>
      iterate(state, target).filter((item) => isEqual(state, item, value)).length,
  ),
  method("index", ["value"], (state, target, [value]) => {
    const at = iterate(state, target).findIndex((item) => isEqual(state, item, value));
    return at === -1 ? state.fail("value", "the value is not in the list") : at;
  }),
]);
