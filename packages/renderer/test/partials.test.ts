import { TemplateError } from "@promptrail/core";
import { expect, test } from "vitest";
import { compileTemplate } from "../src/index.js";

const compile = (source: string, partials: Record<string, string>, limits = {}) =>
  compileTemplate(source, { name: "t", partials, limits });

test("a partial sees the names around it, and what it assigns is gone with it", () => {
  const template = compile(
    "{% set a = 1 %}{% for x in l %}{% include 'row' %}{% endfor %}{{ a }}",
    {
      row: "{{ x.name }}:{{ a }}{% set a = 2 %}{{ a }} {% include 'end' with context %}",
      end: "|{{ loop }}",
    },
  );
  expect(() => template.render({ l: [{ name: "n" }] })).toThrow("'loop' is undefined");
  const shown = compile("{% for x in l %}{{ loop.index }}{% include 'row' %}{% endfor %}", {
    row: "{{ loop.last }} ",
  });
  expect(shown.render({ l: [1, 2] })).toBe("1False 2True ");
});

test("the analysis reads through partials, and tells the place in them", () => {
  const { variables, partials } = compile("{% include 'a' %}\n{{ y }}", {
    a: "{% for p in people %}\n{% include 'b' %}{% endfor %}",
    b: "\n\n {{ p.name }}",
    unused: "{{ z }}",
  });
  expect(partials).toEqual(["a", "b"]);
  const places = variables.map(({ path, reads: [read] }) => [path, read?.partial, read?.line]);
  expect(places).toEqual([
    ["people", "a", 1],
    ["people[]", "b", 3],
    ["people[].name", "b", 3],
    ["y", undefined, 2],
  ]);
});

test("an error in a partial names it, and counts its lines", () => {
  const partials = { a: "x\n{{ missing }}", b: "\n{{ 1 | nope }}" };
  expect(() => compile("\n\n{% include 'a' %}", partials).render({})).toThrow(
    "t: 'missing' is undefined (line 2, column 4 of the partial 'a')",
  );
  expect(() => compile("{% include 'a' %}{% include 'b' %}", partials)).toThrow(
    "(line 2, column 8 of the partial 'b')",
  );
});

test("partials do not include each other in a circle, nor deeper than ten, nor without end", () => {
  const loop = { a: "{% include 'b' %}", b: "{% include 'a' %}" };
  expect(() => compile("{% include 'a' %}", loop)).toThrow(
    "the partial 'a' includes itself: 'a' → 'b' → 'a' (line 1, column 12 of the partial 'b')",
  );
  const chain = (length: number) =>
    Object.fromEntries(
      Array.from({ length }, (_, at) => [
        `p${at}`,
        at + 1 < length ? `{% include 'p${at + 1}' %}` : "end",
      ]),
    );
  expect(compile("{% include 'p0' %}", chain(10)).render({})).toBe("end");
  expect(() => compile("{% include 'p0' %}", chain(11))).toThrow("more than 10 levels deep");
  const twice = Object.fromEntries(
    Array.from({ length: 9 }, (_, at) => [`p${at}`, `{% include 'p${at + 1}' %}`.repeat(9)]),
  );
  expect(() => compile("{% include 'p0' %}", { ...twice, p9: "" })).toThrow(TemplateError);
});

test("a template and its partials share the limits of one", () => {
  const partials = { a: "x".repeat(60), loop: "{% for i in range(6) %}{% endfor %}" };
  const limits = { templateSize: 150 };
  expect(compile("{% include 'a' %}", partials, limits).render({})).toHaveLength(60);
  expect(() => compile("{% include 'a' %}".repeat(3), partials, limits)).toThrow(
    "the template and what it includes have more than 150 characters",
  );
  const steps = compile("{% include 'loop' %}{% include 'loop' %}", partials, { loopSteps: 10 });
  expect(() => steps.render({})).toThrow("template ran more than 10 loop steps");
});
