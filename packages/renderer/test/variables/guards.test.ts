import { describe, expect, test } from "vitest";
import { compileTemplate } from "../../src/index.js";

/** The reading that prints the path. */
function printOf(template: string, path: string) {
  const { variables } = compileTemplate(template);
  const reads = variables.find((variable) => variable.path === path)?.reads ?? [];
  return reads.findLast(({ kind }) => kind === "printable") ?? reads.at(-1);
}

describe("a guard against absence", () => {
  test.each<[string, string, string]>([
    ["{% if x is not undefined %}{{ x }}{% endif %}", "x", "optional"],
    ["{% if x is string %}{{ x }}{% endif %}", "x", "optional"],
    ["{% if x is not string %}{{ x }}{% endif %}", "x", "branch"],
    ["{% if x.y is string %}{{ x.y }}{% endif %}", "x", "branch"],
    ["{% if x is not none %}{{ x }}{% endif %}", "x", "branch"],
    ["{% if x is defined %}{% elif c %}{{ x }}{% endif %}", "x", "branch"],
    ["{% if x is not defined %}{% elif c %}{{ x }}{% endif %}", "x", "optional"],
    ["{% if x is defined and y is defined %}{{ x ~ y }}{% endif %}", "y", "optional"],
    ["{% set x = x | default('a') %}{{ x }}", "x", "optional"],
    ["{% if x is not defined %}{% set x = 1 %}{% endif %}{{ x }}", "x", "optional"],
    ["{% set has = x is defined and x %}{% if has %}{{ x }}{% endif %}", "x", "optional"],
    ["{% if d.get('k') %}{{ d.k }}{% endif %}", "d.k", "optional"],
    ["{% for k, v in d | items %}{{ v }}{% endfor %}", "d", "optional"],
    ["{% if k in d %}{{ d[k] }}{% endif %}", "d{}", "optional"],
    ["{% for k in d %}{{ d[k] }}{% endfor %}", "d{}", "optional"],
    ["{% for p in l if p.x is defined %}{{ p.x }}{% endfor %}", "l[].x", "optional"],
    ["{% for p in l | selectattr('x', 'defined') %}{{ p.x }}{% endfor %}", "l[].x", "optional"],
    ["{% for p in l | rejectattr('x', 'undefined') %}{{ p.x }}{% endfor %}", "l[].x", "optional"],
    ["{% macro m(v) %}{{ v }}{% endmacro %}{{ m(x) if x is defined }}", "x", "optional"],
  ])("%s: %s is %s", (template, path, use) => {
    expect(printOf(template, path)?.use).toBe(use);
  });

  test("on one item tells nothing of another item of the list", () => {
    const template =
      "{% for p in l %}{% if p.x is defined %}{% for q in l %}{{ q.x }}{% endfor %}{% endif %}{% endfor %}";
    expect(printOf(template, "l[].x")?.use).toBe("branch");
  });
});

describe("None is provided for", () => {
  test.each([
    "{% if x is not none %}{{ x }}{% endif %}",
    "{% if x is none %}n{% else %}{{ x }}{% endif %}",
    "{% if x %}{{ x }}{% endif %}",
    "{% if not x %}n{% else %}{{ x }}{% endif %}",
    "{{ x or 'd' }}",
    "{{ x if x }}",
    "{{ x | default('d', true) }}",
    "{{ x | d('d', boolean=true) }}",
    "{% if x is string %}{{ x }}{% endif %}",
    "{% if x == 'a' %}{{ x }}{% endif %}",
    "{% if x in ['a', 'b'] %}{{ x }}{% endif %}",
    "{% if x is defined and x is not none %}{{ x }}{% endif %}",
    "{% if x is none %}n{% elif c %}{{ x }}{% endif %}",
    "{% set x = x or 'd' %}{{ x }}",
    "{% macro m(v) %}{{ v }}{% endmacro %}{% if x %}{{ m(x) }}{% endif %}",
  ])("%s", (template) => {
    expect(printOf(template, "x")).toMatchObject({ kind: "printable", noneHandled: true });
  });

  test.each([
    "{{ x }}",
    "{{ x | default('d') }}",
    "{{ x and x }}",
    "{% if x is defined %}{{ x }}{% endif %}",
    "{% if x != 'a' %}{{ x }}{% endif %}",
    "{% if x is none or c %}{{ x }}{% endif %}",
  ])("but not in %s", (template) => {
    expect(printOf(template, "x")).toMatchObject({ kind: "printable", noneHandled: false });
  });

  test("for each item that a loop's condition lets through", () => {
    const template = "{% for p in l if p.x %}{{ p.x }}{% endfor %}";
    expect(printOf(template, "l[].x")?.noneHandled).toBe(true);
  });
});
