import { describe, expect, test } from "vitest";
import { defaultLimits } from "../src/index.js";
import { openBothWays } from "./both-ways.js";

const render = openBothWays();

function refused(kind: string, line: number, column: number, path?: string): unknown {
  return expect.objectContaining({ kind, line, column, path });
}

/** The texts are what Jinja2 3.1.2 makes of the same templates. */
describe("the odd characters of a template", () => {
  const texts: readonly (readonly [what: string, template: string, text: string])[] = [
    ["nothing", "", ""],
    ["a line end alone", "\n", ""],
    ["a last line end", "x\r\n", "x"],
    ["CRLF", "a\r\nb\r\n", "a\nb"],
    ["a lone CR", "a\rb", "a\nb"],
    ["a lone CR at the end", "x\r", "x"],
    ["CRLF around tags", "{% if x %}\r\nA\r\n{% endif %}\r\n", "\nA\n"],
    ["CRLF in a text literal", "{{ 'a\r\nb' }}", "a\nb"],
    ["a byte order mark", "\ufeff{{ x }}", "\ufeff1"],
    ["NUL", "a\0b{{ '\0' }}{# \0 #}", "a\0b\0"],
    ["a line separator", "a\u2028{{ '\u2028' }}", "a\u2028\u2028"],
    ["a paragraph separator", "a\u2029{{ '\u2029' }}", "a\u2029\u2029"],
    ["unusual spaces in a tag", "{{\u00a0x\u2028\v}}", "1"],
    ["line ends around raw", "{%- raw -%}\r\n {{ }} \r\n{%- endraw -%}", "{{ }}"],
    ["an opening brace", "{", "{"],
    ["closing delimiters", "}}%}#}", "}}%}#}"],
    ["an empty comment", "{##}", ""],
  ];

  test.each(texts)("%s renders as in Jinja2", (_what, template, text) => {
    expect(render(template, { x: 1 })).toBe(text);
  });

  test("line ends and NUL of a value are printed as they are", () => {
    expect(render("{{ x }}\r\n", { x: "1\r\n2\r\0" })).toBe("1\r\n2\r\0");
  });

  const refusals: readonly (readonly [string, string, unknown])[] = [
    ["a byte order mark in a tag", "{{ \ufeffx }}", refused("syntax", 1, 4)],
    ["NUL in a tag", "{{ x\0 }}", refused("syntax", 1, 5)],
    ["a print statement that does not end", "{{", refused("syntax", 1, 1)],
    ["a tag that does not end", "a\n{%", refused("syntax", 2, 1)],
    ["a comment that does not end", "a\r\n {#", refused("syntax", 2, 2)],
    ["an empty print statement", "{{}}", refused("syntax", 1, 3)],
    ["an empty tag", "{%%}", refused("syntax", 1, 3)],
    ["an absent value after CRLF", "a\r\n{{ y }}", refused("undefined", 2, 4, "y")],
    ["an absent value after a lone CR", "a\r{{ y }}", refused("undefined", 2, 4, "y")],
    ["an absent value after a line separator", "a\u2028{{ y }}", refused("undefined", 1, 6, "y")],
  ];

  test.each(refusals)("%s is refused with its place", (_what, template, error) => {
    expect(render(template, {})).toEqual(error);
  });
});

describe("size", () => {
  test("a template of the limit's size renders, and one character more is refused", () => {
    const text = "x".repeat(defaultLimits.templateSize);
    expect(render(text, {})).toBe(text);
    expect(render(`${text}x`, {})).toEqual(expect.objectContaining({ kind: "limit" }));
    expect(render(`{# ${text} #}`, {})).toEqual(expect.objectContaining({ kind: "limit" }));
  });

  test("many small tags are compiled", () => {
    expect(render("{{ x }}".repeat(5000), { x: 1 })).toBe("1".repeat(5000));
    expect(render(`{% if x %}${"{% elif x %}".repeat(300)}{% endif %}`, { x: 0 })).toBe("");
  });
});

describe("nesting", () => {
  const blocks: readonly (readonly [string, string])[] = [
    ["{% if 1 %}", "{% endif %}"],
    ["{% for i in [1] %}", "{% endfor %}"],
    ["{% with %}", "{% endwith %}"],
    ["{% filter trim %}", "{% endfilter %}"],
    ["{% set x %}", "{% endset %}"],
    ["{% macro m() %}", "{% endmacro %}"],
  ];

  test.each(blocks)("60 levels of %s compile and 200 are refused with their place", (open, end) => {
    expect(render(open.repeat(60) + end.repeat(60), {})).toBe("");
    const outcome = render(`\n${open.repeat(200)}x${end.repeat(200)}`, {});
    expect(outcome).toEqual(expect.objectContaining({ kind: "limit", line: 2 }));
  });

  const brackets: readonly (readonly [string, string, string])[] = [
    ["(", "1", ")"],
    ["[", "", "]"],
    ["{'a': ", "1", "}"],
    ["not ", "1", ""],
    ["- ", "1", ""],
    ["dict(a=", "1", ")"],
    ["'a'.join(", "'b'", ")"],
  ];

  test.each(brackets)(
    "60 levels of %s compile and 250 are refused with their place",
    (...parts) => {
      const [open, middle, end] = parts;
      const nested = (levels: number) =>
        `{{ (${open.repeat(levels)}${middle}${end.repeat(levels)}) }}`;
      expect(render(nested(60), {})).toEqual(expect.any(String));
      expect(render(nested(250), {})).toEqual(expect.objectContaining({ kind: "limit", line: 1 }));
    },
  );

  test("200 filters in a row render, and 201 are refused", () => {
    const filters = (count: number) => `{{ 'a'${" | upper".repeat(count)} }}`;
    expect(render(filters(200), {})).toBe("A");
    expect(render(filters(201), {})).toEqual(refused("limit", 1, 1602));
  });

  test("long chains that do not nest render", () => {
    expect(render(`{{ 1${" + 1".repeat(250)} }}`, {})).toBe("251");
    expect(render(`{{ 1${" ~ 1".repeat(250)} }}`, {})).toBe("1".repeat(251));
    expect(render(`{{ 1${" == 1".repeat(250)} }}`, {})).toBe("True");
    expect(render(`{{ x${".a".repeat(250)} }}`, { x: {} })).toEqual(
      refused("undefined", 1, 4, "x.a"),
    );
    expect(render(`{{ x${"[0]".repeat(250)} }}`, { x: [] })).toEqual(
      refused("undefined", 1, 4, "x[0]"),
    );
  });
});
