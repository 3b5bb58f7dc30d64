import { expect, test } from "vitest";
import { cutToColumns, toColumns } from "../../src/terminal.js";

test.each([
  [true, 80, 80],
  // Some terminals of containers say so.
  [true, 0, Number.POSITIVE_INFINITY],
  [false, 80, Number.POSITIVE_INFINITY],
])("a terminal (%s) that says %d columns has %d", (isTTY, columns, expected) => {
  expect(toColumns({ isTTY, columns })).toBe(expected);
});

test.each([
  ["3/4 cases", 80, "3/4 cases"],
  ["3/4 cases", 6, "3/4 …"],
  ["\u001b[32m3/4\u001b[39m", 6, "\u001b[32m3/4\u001b[39m"],
  ["3/4 cases", Number.POSITIVE_INFINITY, "3/4 cases"],
])("a line that is drawn over itself keeps to one row: %j of %d", (line, columns, expected) => {
  expect(cutToColumns(line, columns)).toBe(expected);
});
