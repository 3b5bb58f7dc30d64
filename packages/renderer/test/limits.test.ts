import { expect, test } from "vitest";
import { measureCpu } from "../../../tooling/test/run/measure-cpu.ts";
import { compileTemplate, TemplateError } from "../src/index.js";
import { globalState } from "./global-state.js";

const doubling = (start: string, step: string) =>
  `{% set ns = namespace(v=${start}) %}{% for i in range(60) %}{% set ns.v = ${step} %}{% endfor %}{{ ns.v | length }}`;

const bombs: readonly (readonly [string, string])[] = [
  ["nested loops", "{% for a in range(1000) %}{% for b in range(1000) %}{% endfor %}{% endfor %}"],
  ["a doubled text", doubling("'x'", "ns.v + ns.v")],
  ["a doubled text by ~", doubling("'x'", "ns.v ~ ns.v")],
  ["a doubled list", doubling("[1]", "ns.v + ns.v")],
  ["a doubled tuple", doubling("(1,)", "ns.v * 2")],
  ["a nested list's text", `${doubling("[1]", "[ns.v, ns.v]")}{{ ns.v }}`],
  ["a nested list's JSON", `${doubling("[1]", "[ns.v, ns.v]")}{{ ns.v | tojson }}`],
  [
    "a compared nested list",
    "{% set ns = namespace(v=[1], w=[1]) %}{% for i in range(60) %}{% set ns.v = [ns.v, ns.v] %}{% set ns.w = [ns.w, ns.w] %}{% endfor %}{{ ns.v == ns.w }}",
  ],
  ["a repeated text", "{{ 'x' * 1000000000 }}"],
  ["a repeated list", "{{ [1] * 1000000000 }}"],
  ["a long range", "{{ range(1000000000) | list }}"],
  ["a wide centre", "{{ 'x' | center(1000000000) }}"],
  ["a wide justification", "{{ 'x'.ljust(1000000000) }}"],
  ["a wide indentation", "{{ 'a\nb' | indent(1000000000) }}"],
  ["a wide field", "{{ '%1000000000d' % 1 }}"],
  ["a wide brace field", "{{ '{:1000000000}'.format(1) }}"],
  ["a fine fraction", "{{ '%.1000000000f' % 1 }}"],
  ["a fine rounding", "{{ 1.5 | round(1000000000) }}"],
  ["a large replacement", "{% set x = 'a' * 900000 %}{{ x | replace('a', x) }}"],
  ["a large separator", "{% set x = 'a' * 900000 %}{{ x | join(x) }}"],
  ["a large batch", "{{ [1] | batch(1000000000, 0) | list }}"],
  ["many slices", "{{ [1] | slice(1000000000) | list }}"],
  ["an endless macro", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"],
  [
    "a macro that calls itself twice",
    "{% macro m(n) %}{% if n > 0 %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(30) }}",
  ],
  [
    "macros that call each other twice",
    "{% macro a(n) %}{{ b(n) }}{{ b(n) }}{% endmacro %}{% macro b(n) %}{% if n > 0 %}{{ a(n - 1) }}{% endif %}{% endmacro %}{{ a(22) }}",
  ],
  [
    "a block that calls its macro twice",
    "{% macro m(n) %}{% if n > 0 %}{% call m(n - 1) %}{% endcall %}{% call m(n - 1) %}{{ caller }}{% endcall %}{% endif %}{{ caller() if false }}{% endmacro %}{% call m(30) %}{% endcall %}",
  ],
  [
    "a recursive loop over nothing much",
    "{% for i in [1, 2] recursive %}{% if loop.depth < 40 %}{{ loop([1, 2]) }}{% endif %}{% endfor %}",
  ],
  ["a long output", "{% set x = 'a' * 900000 %}{% for i in range(100) %}{{ x }}{% endfor %}"],
  ["deep tags", "{% if 1 %}".repeat(61) + "{% endif %}".repeat(61)],
  ["deep brackets", `{{ ${"(".repeat(300)}1${")".repeat(300)} }}`],
  ["deep not", `{{ ${"not ".repeat(5000)}1 }}`],
  ["deep minus", `{{ ${"- ".repeat(5000)}1 }}`],
  ["a long sum", `{{ 1${"+1".repeat(60_000)} }}`],
  ["a long template", "x".repeat(200_001)],
];

// The first assertion and the first error set members of globalThis themselves.
expect(() => compileTemplate("{{ absent }}").render({})).toThrow("absent");
globalState();

test.each(bombs)("ends %s with a limit error, quickly", (_what, template) => {
  const before = globalState();
  const cpuMs = measureCpu(() => {
    expect(() => compileTemplate(template).render({})).toThrow(
      expect.objectContaining({ kind: "limit" }),
    );
  });
  expect(cpuMs).toBeLessThan(5000);
  expect(globalState()).toEqual(before);
});

test("wraps a long word in linear time", () => {
  const template = compileTemplate("{{ word | wordwrap(10) | length }}");
  const word = "x".repeat(100_000);
  const cpuMs = measureCpu(() => expect(template.render({ word })).toBe("109999"));
  expect(cpuMs).toBeLessThan(2500);
});

test("names the limit and the place", () => {
  const template = compileTemplate("a\n{% for i in range(20) %}{% endfor %}", {
    limits: { loopSteps: 10 },
  });
  expect(() => template.render({})).toThrow(
    new TemplateError({
      kind: "limit",
      reason: "template ran more than 10 loop steps",
      line: 2,
      column: 4,
    }),
  );
});

test("a macro's calls are counted with the loop steps", () => {
  const source = "{% macro m() %}{% endmacro %}{% for i in range(6) %}{{ m() }}{% endfor %}";
  const allowed = compileTemplate(source, { limits: { loopSteps: 12 } });
  expect(allowed.render({})).toBe("");
  const refused = compileTemplate(source, { limits: { loopSteps: 11 } });
  expect(() => refused.render({})).toThrow(
    "template ran more than 11 loop steps and calls of macros (line 1, column 56)",
  );
});

test("an empty template renders as nothing", () => {
  expect(compileTemplate("").render({})).toBe("");
});

test("a template of exactly the limit's size compiles", () => {
  expect(compileTemplate("x".repeat(200_000)).render({})).toHaveLength(200_000);
});

test("keeps a NUL and a byte order mark as text", () => {
  expect(compileTemplate("\ufeffa\0b").render({})).toBe("\ufeffa\0b");
});
