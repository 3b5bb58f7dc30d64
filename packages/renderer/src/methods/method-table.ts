import { isMapping } from "../operations/mappings.js";
import { toNumeric } from "../values/float-number.js";
import { RangeValue, Tuple } from "../values/sequences.js";
import type { Method } from "./define-method.js";
import { dictMethods } from "./dict-methods.js";
import { listMethods } from "./list-methods.js";
import { floatMethods, integerMethods } from "./number-methods.js";
import { sequenceMethods } from "./sequence-methods.js";
import { textCaseMethods } from "./text-case-methods.js";
import { textMethods } from "./text-methods.js";
import { textSearchMethods } from "./text-search-methods.js";

/** The methods of texts. */
export const textTable: ReadonlyMap<string, Method> = new Map([
  ...textMethods,
  ...textSearchMethods,
  ...textCaseMethods,
]);
/** The methods of lists, of which tuples have those that change nothing. */
export const listTable: ReadonlyMap<string, Method> = new Map([...sequenceMethods, ...listMethods]);

/** Python's method of that name; the tables are closed, nothing of JavaScript is looked up. */
export function findMethod(target: unknown, name: string): Method | undefined {
  if (typeof target === "string") return textTable.get(name);
  if (Array.isArray(target)) return listTable.get(name);
  if (target instanceof Tuple || target instanceof RangeValue) return sequenceMethods.get(name);
  const number = toNumeric(target);
  if (number !== undefined) return (number.float ? floatMethods : integerMethods).get(name);
  return isMapping(target) ? dictMethods.get(name) : undefined;
}
