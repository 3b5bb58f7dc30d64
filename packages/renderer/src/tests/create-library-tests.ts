import { type BuiltinTest, strictTest } from "../library/define-test.js";
import { toHashKey } from "../values/dict.js";
import { testTable } from "./test-table.js";

/** `'upper' is filter`, `'odd' is test`. */
export function createLibraryTests(filterNames: ReadonlySet<string>): readonly BuiltinTest[] {
  return [
    strictTest("filter", [], (state, value) => {
      const name = toHashKey(state, value);
      return typeof name === "string" && filterNames.has(name);
    }),
    strictTest("test", [], (state, value) => {
      const name = toHashKey(state, value);
      if (typeof name !== "string") return false;
      return testTable.has(name) || name === "filter" || name === "test";
    }),
  ];
}
