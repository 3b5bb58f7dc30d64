import { describe, expect, test } from "vitest";
import { compileTemplate, createRenderer, TemplateError } from "../src/index.js";

function errorOf(template: string, context: object = {}): TemplateError {
  try {
    compileTemplate(template).render(context);
  } catch (error) {
    if (error instanceof TemplateError) return error;
    throw error;
  }
  throw new Error("the template rendered");
}

describe("an absent value", () => {
  test("is named with line and column", () => {
    const error = errorOf("a\nb\ncolour: {{ product.colour }}", { product: {} });
    expect(error.message).toBe("'product.colour' is undefined (line 3, column 12)");
    expect(error).toMatchObject({ kind: "undefined", path: "product.colour", line: 3, column: 12 });
  });

  test("in a loop is named with its position in the context too", () => {
    const error = errorOf("{% for p in products %}{{ p.price }}{% endfor %}", {
      products: [{ price: 1 }, {}],
    });
    expect(error.message).toBe("'p.price' is undefined (products[1].price) (line 1, column 27)");
    expect(error).toMatchObject({ path: "p.price", concretePath: "products[1].price" });
  });

  test("in loops inside each other is named through both", () => {
    const error = errorOf(
      "{% for p in shop.list %}{% for name, c in p.colours.items() %}{{ c.hex }}{% endfor %}{% endfor %}",
      { shop: { list: [{ colours: { red: { hex: 1 } } }, { colours: { "light blue": {} } }] } },
    );
    expect(error.concretePath).toBe("shop.list[1].colours['light blue'].hex");
  });

  test("is the outermost missing part of a path", () => {
    expect(errorOf("{{ a.b.c }}", { a: {} }).path).toBe("a.b");
  });

  test.each([
    "{{ x }}",
    "{% if x %}{% endif %}",
    "{% if not x %}{% endif %}",
    "{% for i in x %}{% endfor %}",
    "{{ x | upper }}",
    "{{ 'a' | replace('a', x) }}",
    "{{ x == 1 }}",
    "{{ 1 < x }}",
    "{{ x in [1] }}",
    "{{ x + 1 }}",
    "{{ x ~ 'a' }}",
    "{{ x.y }}",
    "{{ x['y'] }}",
    "{{ x[1:] }}",
    "{{ x() }}",
    "{{ 'a' if x else 'b' }}",
    "{{ x and 1 }}",
    "{{ [1, 2][x] }}",
    "{% filter replace('a', x) %}a{% endfilter %}",
    "{% set a, b = x %}",
  ])("is refused in %s", (template) => {
    expect(errorOf(template)).toMatchObject({ kind: "undefined", path: "x" });
  });

  test("has the position of the filter that found nothing", () => {
    expect(errorOf("a\n{{ [] | first }}")).toMatchObject({ line: 2, column: 9 });
    expect(errorOf("a\n{{ '{0.x}'.format({}) }}")).toMatchObject({ kind: "undefined", line: 2 });
  });

  test("names what else is missing", () => {
    expect(errorOf("{{ [] | first }}").reason).toBe("no first item, the sequence was empty");
    expect(errorOf("{{ {'a': 1}['zz'] }}").reason).toBe("'dict' element has no 'zz'");
    expect(errorOf("{% macro m(x) %}{{ x }}{% endmacro %}{{ m() }}").reason).toBe(
      "parameter 'x' of macro 'm' was not provided",
    );
  });
});

describe("a template that does not compile", () => {
  const faults: readonly (readonly [string, string])[] = [
    ["{{ 'a' | uper }}", "no filter named 'uper'; did you mean 'upper'? (line 1, column 10)"],
    [
      "{% if false %}{{ 1 is ode }}{% endif %}",
      "no test named 'ode'; did you mean 'odd'? (line 1, column 23)",
    ],
    [
      "{% if x %}",
      "unexpected end of template; looking for 'elif' or 'else' or 'endif' (line 1, column 9)",
    ],
    ["{{ x y }}", "expected end of print statement, got 'y' (line 1, column 6)"],
    ["{% fro x in y %}", "unknown tag 'fro'; did you mean 'for'? (line 1, column 4)"],
    [
      "\n {% include 'a' %}",
      "no partial named 'a'; list it in the version's partials (line 2, column 13)",
    ],
    [
      "{% include a %}",
      "'{% include %}' needs the name of one partial in quotes; for a choice, put each include into a branch of {% if %} (line 1, column 12)",
    ],
    [
      "{% include 'a' ignore missing %}",
      "'{% include … ignore missing %}' is not available in prompt templates; remove the words (line 1, column 16)",
    ],
    ["{{ 'abc }}", "this text has no closing quote (line 1, column 4)"],
    ["{{ (1 }}", "unexpected '}', expected ')' (line 1, column 7)"],
  ];

  test.each(faults)("%s says why and where", (template, message) => {
    expect(errorOf(template)).toMatchObject({ kind: "syntax", message });
  });
});

test("a type error tells the cure", () => {
  expect(errorOf("{{ 'a' + 1 }}").message).toBe(
    'can only concatenate str (not "int") to str; use ~ to join values as text (line 1, column 8)',
  );
  expect(errorOf("{{ [1] | map('string') }}").reason).toContain("add '| list' or '| join'");
});

test("an error names its template", () => {
  const renderer = createRenderer();
  const options = { name: "product_description_v2 user", filters: [] };
  expect(() => renderer.compile("{{ 1 | nope }}", options)).toThrow(
    "product_description_v2 user: no filter named 'nope'",
  );
  const template = renderer.compile("{{ x }}", options);
  expect(() => template.render({})).toThrow("product_description_v2 user: 'x' is undefined");
});

test("a context that is no plain object is refused", () => {
  for (const context of [null, undefined, "x", [], new Date(0)]) {
    expect(() => compileTemplate("x").render(context)).toThrow(
      expect.objectContaining({ kind: "context" }),
    );
  }
});
