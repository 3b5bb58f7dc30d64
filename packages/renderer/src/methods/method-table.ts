import { isMapping } from "../runtime/mappings.js";
import type { RenderState } from "../runtime/render-state.js";
import type { Keywords } from "../values/callable-value.js";
import { Tuple } from "../values/sequences.js";
import { dictMethods } from "./dict-methods.js";
import { listMethods } from "./list-methods.js";
import { sequenceMethods } from "./sequence-methods.js";
import { textCaseMethods } from "./text-case-methods.js";
import { textMethods } from "./text-methods.js";
import { textSearchMethods } from "./text-search-methods.js";

export type Method = (
  state: RenderState,
  target: unknown,
  positional: readonly unknown[],
  keywords: Keywords,
) => unknown;

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
  if (target instanceof Tuple) return sequenceMethods.get(name);
  return isMapping(target) ? dictMethods.get(name) : undefined;
}
