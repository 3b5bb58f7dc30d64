import type { TemplateVariable, VariableUse } from "@promptrail/core/lifecycle";
import { expect, test } from "vitest";
import { mergeVariables } from "./merge-variables.js";

function variable(
  path: string,
  use: VariableUse,
  kind: TemplateVariable["kinds"][number],
  line: number,
): TemplateVariable {
  const read = { line, column: 1, use, kind, noneHandled: false };
  return { path, use, kinds: [kind], reads: [read] };
}

test("a path that several messages read is one variable with every read and its strongest use", () => {
  const merged = mergeVariables([
    variable("product", "always", "mapping", 1),
    variable("product.name", "optional", "printable", 2),
    variable("product", "branch", "any", 3),
    variable("product.name", "branch", "string", 4),
  ]);
  expect(merged.map(({ path, use, kinds }) => [path, use, kinds])).toEqual([
    ["product", "always", ["mapping"]],
    ["product.name", "branch", ["printable", "string"]],
  ]);
  expect(merged.map(({ reads }) => reads.map(({ line }) => line))).toEqual([
    [1, 3],
    [2, 4],
  ]);
});
