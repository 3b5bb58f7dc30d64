import { describe, expect, test } from "vitest";
import { compileTemplate } from "../../src/index.js";

function uses(template: string): Record<string, string> {
  const { variables } = compileTemplate(template);
  return Object.fromEntries(variables.map(({ path, use }) => [path, use]));
}

describe("the paths that a template reads", () => {
  test("of the example template", () => {
    const { variables } = compileTemplate(
      "{{ product.name }}\n{{ product.price | currency }}\n{% for k, v in product.attributes.items() %}{{ k }}: {{ v }}{% endfor %}",
    );
    const summary = variables.map(({ path, use, kinds, reads }) => [
      ...[path, use, kinds.join()],
      reads.map(({ line, column }) => `${line}:${column}`).join(" "),
    ]);
    expect(summary).toEqual([
      ["product", "always", "mapping", "1:4 2:4 3:16"],
      ["product.name", "always", "printable", "1:4"],
      ["product.price", "always", "printable", "2:4"],
      ["product.attributes", "always", "mapping", "3:16"],
      ["product.attributes{}", "branch", "printable", "3:57"],
    ]);
  });

  test("hold the items of lists and the values of mappings", () => {
    expect(uses("{% for p in shop.list %}{{ p.price }}{% endfor %}")).toEqual({
      shop: "always",
      "shop.list": "always",
      "shop.list[]": "branch",
      "shop.list[].price": "branch",
    });
    expect(Object.keys(uses("{% for v in a.values() %}{{ v.x }}{% endfor %}"))).toContain("a{}.x");
    expect(Object.keys(uses("{{ a[key] }}"))).toEqual(["a", "key", "a{}"]);
    expect(Object.keys(uses("{{ a['b'].c }}"))).toEqual(["a", "a.b", "a.b.c"]);
    expect(Object.keys(uses("{{ (a | sort | first).x }}"))).toContain("a[].x");
  });

  test("follow filters that name an attribute", () => {
    expect(Object.keys(uses("{{ items | map(attribute='name') | join }}"))).toContain(
      "items[].name",
    );
    expect(Object.keys(uses("{{ items | sum(attribute='a.b') }}"))).toContain("items[].a.b");
    expect(
      Object.keys(
        uses(
          "{% for g in items | groupby('kind') %}{{ g.grouper }}{% for i in g.list %}{{ i.n }}{% endfor %}{% endfor %}",
        ),
      ),
    ).toEqual(expect.arrayContaining(["items[].kind", "items[].n"]));
  });

  test("follow set and with", () => {
    expect(Object.keys(uses("{% set p = product %}{{ p.name }}"))).toEqual([
      "product",
      "product.name",
    ]);
    expect(Object.keys(uses("{% with p = product %}{{ p.name }}{% endwith %}"))).toContain(
      "product.name",
    );
  });

  test("leave out globals, loop and the template's own names", () => {
    expect(
      uses(
        "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1) }}{% for i in range(3) %}{{ loop.index }}{{ i }}{% endfor %}",
      ),
    ).toEqual({});
  });
});

describe("how strongly a template needs a path", () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ["{{ x }}", "x", "always"],
    ["{% if a %}{{ x }}{% endif %}", "x", "branch"],
    ["{% if a %}{{ x }}{% endif %}", "a", "always"],
    ["{{ x | default('y') }}", "x", "optional"],
    ["{{ x.y | default('y') }}", "x", "always"],
    ["{{ x.y | default('y') }}", "x.y", "optional"],
    ["{{ x is defined }}", "x", "optional"],
    ["{% if x is defined %}{{ x }}{% endif %}", "x", "optional"],
    ["{% if x is defined and x %}{{ x }}{% endif %}", "x", "optional"],
    ["{% if x is not defined %}a{% else %}{{ x }}{% endif %}", "x", "optional"],
    ["{% if not x is undefined %}{{ x }}{% endif %}", "x", "optional"],
    ["{{ x if x is defined else 'none' }}", "x", "optional"],
    ["{% if 'k' in d %}{{ d.k }}{% endif %}", "d.k", "optional"],
    ["{% if x is defined or a %}{{ x }}{% endif %}", "x", "branch"],
    ["{{ d.get('k') }}", "d.k", "optional"],
    ["{% if x is defined %}{{ x.y }}{% endif %}", "x.y", "branch"],
    ["{% if x.y is defined %}{{ x.y }}{% endif %}", "x", "always"],
    ["{% if x is defined %}{% endif %}{{ x }}", "x", "always"],
    ["{{ a or x }}", "x", "branch"],
  ];

  test.each(cases)("%s: %s is %s", (template, path, use) => {
    expect(uses(template)[path]).toBe(use);
  });
});

test("the kinds tell what a template does with a value", () => {
  const { variables } = compileTemplate(
    "{{ a | round }}{% for x in b %}{% endfor %}{{ c[0] }}{{ d.e }}{{ f ~ '' }}",
  );
  const kinds = Object.fromEntries(variables.map((variable) => [variable.path, variable.kinds]));
  expect(kinds).toMatchObject({
    a: ["number"],
    b: ["iterable"],
    c: ["list"],
    d: ["mapping"],
    f: ["printable"],
  });
});
