import { textArgument } from "../arguments/read-argument.js";
import { type BuiltinTest, strictTest } from "../library/define-test.js";
import { testTable } from "./test-table.js";

/** `'upper' is filter`, `'odd' is test`. */
export function createLibraryTests(filterNames: ReadonlySet<string>): readonly BuiltinTest[] {
  return [
    strictTest("filter", [], (state, value) => filterNames.has(textArgument(state, value))),
    strictTest("test", [], (state, value) => {
      const name = textArgument(state, value);
      return testTable.has(name) || name === "filter" || name === "test";
    }),
  ];
}
