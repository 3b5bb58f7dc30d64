import { expect, test } from "vitest";
import { measureCpu } from "../../../tooling/test/run/measure-cpu.ts";
import { compileTemplate } from "../src/index.js";
import { globalState } from "./global-state.js";

const count = 100_000;
const context = {
  word: "x".repeat(count),
  numbers: Array.from({ length: count }, (_, index) => index),
  records: Array.from({ length: count }, (_, index) => ({ a: index, b: index % 7 })),
};

/** Repeats an expression as often as the loop limit lets a template. */
const often = (expression: string) =>
  `{% set n = numbers | list %}{% set t = 'a' * 900000 %}{% for i in range(100000) %}{% if ${expression} %}{% endif %}{% endfor %}`;

const works: readonly (readonly [string, string, string])[] = [
  ["wordwrap of a long word", "{{ word | wordwrap(10) | length }}", "109999"],
  ["unique numbers", "{{ numbers | unique | list | length }}", "100000"],
  ["unique texts", "{{ numbers | map('string') | unique | list | length }}", "100000"],
  ["sorting backwards", "{{ numbers | sort(reverse=true) | first }}", "99999"],
  ["sorting by a member", "{{ records | sort(attribute='b') | length }}", "100000"],
  ["groups of one", "{{ records | groupby('a') | length }}", "100000"],
  ["few groups", "{{ records | groupby('b') | length }}", "7"],
  ["trimming", "{{ ('x' ~ ' ' * 900000 ~ 'x') | trim | length }}", "900002"],
  ["tags that do not end", "{{ ('<a ' * 300000) | striptags | length }}", "899999"],
  ["digits", "{{ ('9' * 15) | int }}", "999999999999999"],
];

test.each(works)("%s: 100,000 items take linear time", (_what, template, text) => {
  const compiled = compileTemplate(template);
  const cpuMs = measureCpu(() => expect(compiled.render(context)).toBe(text));
  expect(cpuMs).toBeLessThan(5000);
});

const bombs: readonly (readonly [string, string, string])[] = [
  ["a large power", "{{ 2 ** 100000 }}", "value"],
  ["a tower of powers", "{{ 9 ** 9 ** 9 ** 9 }}", "value"],
  ["a width given as a value", "{{ '%*d' % (1000000000, 1) }}", "limit"],
  ["a precision given as a value", "{{ '%.*f' % (1000000000, 1.5) }}", "limit"],
  ["many decimals", "{{ '%.999999999f' % 1.5 }}", "limit"],
  ["many decimals in braces", "{{ '{:.999999999f}'.format(1.5) }}", "limit"],
  ["a wide field in braces", "{{ '{:999999999}'.format(1) }}", "limit"],
  ["a text of zeros", "{{ 'x'.zfill(1000000000) }}", "limit"],
  ["replacing nothing", "{% set x = 'a' * 900000 %}{{ x | replace('', x) }}", "limit"],
  ["tabs", "{{ ('\t' * 900000).expandtabs(10000) }}", "limit"],
  ["indenting many lines", "{{ ('a\n' * 400000) | indent(10000) }}", "limit"],
  ["joining long texts", "{{ (['x' * 900000] * 100000) | join }}", "limit"],
  ["adding lists", "{{ ([['x']] * 100000) | sum(start=[]) | length }}", "limit"],
  [
    "a list that extends itself",
    "{% set l = [1] %}{% for i in range(60) %}{% set _ = l.extend(l) %}{% endfor %}",
    "limit",
  ],
  ["searching a list", often("n.count(-1)"), "limit"],
  ["finding in a list", often("n.index(99999)"), "limit"],
  ["membership of a list", often("-1 in n"), "limit"],
  ["the least of a list", often("n | min"), "limit"],
  ["searching a text", often("'b' in t"), "limit"],
  ["finding in a text", often("t.find('b')"), "limit"],
  ["counting in a text", often("t.count('b')"), "limit"],
  ["urlize", "{{ word | urlize }}", "syntax"],
];

// The first assertion and the first error set members of globalThis themselves.
expect(() => compileTemplate("{{ absent }}").render({})).toThrow("absent");
globalState();

test.each(bombs)("%s ends in time, and leaves the process as it was", (_what, template, kind) => {
  const before = globalState();
  const cpuMs = measureCpu(() => {
    expect(() => compileTemplate(template).render(context)).toThrow(
      expect.objectContaining({ kind }),
    );
  });
  expect(cpuMs).toBeLessThan(5000);
  expect(globalState()).toEqual(before);
});
