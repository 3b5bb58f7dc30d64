import { expect, test } from "vitest";
import { measureCpu } from "../../../tooling/test/run/measure-cpu.ts";
import { compileTemplate } from "../src/index.js";
import { globalState } from "./global-state.js";

const count = 100_000;
const context = {
  word: "x".repeat(count),
  numbers: Array.from({ length: count }, (_, index) => index),
  pairs: "👍".repeat(count / 2),
  dear: Object.fromEntries(Array.from({ length: count / 5 }, (_, index) => [`k${index}`, index])),
  records: Array.from({ length: count }, (_, index) => ({ a: index, b: index % 7 })),
};

/** Repeats an expression as often as the loop limit lets a template. */
const often = (expression: string) =>
  `{% set n = numbers | list %}{% set t = 'a' * 900000 %}{% for i in range(100000) %}{% if ${expression} %}{% endif %}{% endfor %}`;

// Neither its beginning nor its end tells it from a row of the same letter.
const middle = "('a' * 200000 ~ 'b' ~ 'a' * 200000)";

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
  ["a number that is none", "{{ ('1' * 900000 ~ 'x') | float }}", "0.0"],
  ["blanks around no number", "{{ (' ' * 900000 ~ '1 1') | int }}", "0"],
  ["splitting off many words", "{{ ('a ' * 400000).split(none, 300000) | length }}", "300001"],
  ["a long text that is nearly there", `{{ ${middle} in 'a' * 900000 }}`, "False"],
  ["the last place of a long text", `{{ ('a' * 900000).rfind(${middle}) }}`, "-1"],
  ["a wide field of zeros", "{{ '{:010000,}'.format(1) | length }}", "10001"],
  ["copies of nothing", "{{ ([] * 4000000000) | length }}{{ ('' * 4000000000) | length }}", "00"],
  ["large ranges", "{{ range(100000) == range(100000) }}", "True"],
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
  ["counting words", often("t | wordcount"), "limit"],
  ["title case", often("t.title()"), "limit"],
  ["upper case", often("t | upper"), "limit"],
  ["a text backwards", often("t | reverse"), "limit"],
  ["a character of a text", often("pairs[3]"), "limit"],
  ["a part of a text", often("t[3:9]"), "limit"],
  ["the order of texts", often("t < t ~ 'b'"), "limit"],
  ["the length of a mapping", often("dear | length"), "limit"],
  ["the truth of a mapping", often("dear"), "limit"],
  ["the equality of mappings", often("dear == dear | dictsort"), "limit"],
  [
    "sorting long texts",
    "{% set t = 'a' * 900000 %}{% for i in range(1000) %}{% set l = [t ~ 'b', t ~ 'a'] | sort %}{% endfor %}",
    "limit",
  ],
  [
    "a key of nested tuples",
    "{% set ns = namespace(t=(1,)) %}{% for i in range(60) %}{% set ns.t = (ns.t, ns.t) %}{% endfor %}{{ {ns.t: 1} }}",
    "limit",
  ],
  [
    "brackets of a format that do not end",
    "{{ ('{a' ~ '[' * 400000 ~ '}').format(a=1) }}",
    "limit",
  ],
  ["wide fields", "{{ ('%(a)10000d' * 90000) % dict(a=1) }}", "limit"],
  [
    "operations without a size",
    `{% for i in range(100000) %}${"{% if i is odd %}{% endif %}".repeat(4_000)}{% endfor %}`,
    "limit",
  ],
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
