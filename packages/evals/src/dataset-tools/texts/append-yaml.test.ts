import { expect, test } from "vitest";
import { parse } from "yaml";
import { changeYaml } from "./change-yaml.js";

const none = { remove: new Set<string>(), clusters: new Map<string, string>() };
const row = { id: "new", context: { text: "two\nlines", list: [1, "a: b"] }, tags: ["x"] };

test.each([
  [
    "other indents, quotes and comments",
    "# Of us.\n-   id:   'a'\n    context: {  n:   1.50 } # odd\n# last\n",
  ],
  ["a list that is indented", "  - id: a\n    context:\n          n: 1\n\n\n"],
  ["long folded texts", `- id: a\n  context:\n    t: >-\n      ${"word ".repeat(40)}\n      end\n`],
  ["Windows' line ends", "- id: a\r\n  context: { n:  1 }\r\n"],
])("rows that come leave %s byte for byte", (_, text) => {
  const changed = changeYaml(text, { ...none, add: [row, { ...row, id: "b" }] });
  expect(changed.startsWith(text)).toBe(true);
  const list: unknown[] = parse(changed);
  expect(list.slice(1)).toEqual([row, { ...row, id: "b" }]);
});

test.each(["[]\n", "", "- { id: a, context: {} }", "---\n- id: a\n  context: {}\n...\n"])(
  "a form behind which nothing can be written is changed otherwise: %j",
  (text) => {
    const list: { readonly id: string }[] = parse(changeYaml(text, { ...none, add: [row] }));
    expect(list.at(-1)).toEqual(row);
    expect(list).toHaveLength(text.includes("id: a") ? 2 : 1);
  },
);
