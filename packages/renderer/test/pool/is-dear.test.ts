import { expect, test } from "vitest";
import { isDear } from "../../src/analysis/is-dear.js";
import { prepareTemplate } from "../../src/compile-template.js";

const loop = (iterable: string, body: string) => `{% for i in ${iterable} %}${body}{% endfor %}`;
const tags = "{% macro tags(p) %}{% for t in p.tags %}{{ t }}{% endfor %}{% endmacro %}";

const cheap: readonly (readonly [string, string])[] = [
  ["text", "hello {{ name | upper }}"],
  ["loops one after the other", loop("a", "{{ i }}") + loop("b", "{{ i }}")],
  [
    "a loop over a part of the element",
    loop("a", "{% for x in i.parts | sort %}{{ x }}{% endfor %}"),
  ],
  [
    "the pairs of an element",
    loop("a", "{% for k, v in i.attributes.items() %}{{ v }}{% endfor %}"),
  ],
  ["a macro that loops over an element's part", tags + loop("products", "{{ tags(i) }}")],
  ["a macro with a loop, outside of one", `${tags}{{ tags(product) }}`],
];

test.each(cheap)("%s is cheap", (_what, source) => {
  expect(isDear(prepareTemplate(source, {}).tree)).toBe(false);
});

const dear: readonly (readonly [string, string])[] = [
  ["a loop inside a loop", loop("a", "{% for x in b %}{% endfor %}")],
  ["the same list inside its loop", loop("a", "{% for x in a %}{% endfor %}")],
  [
    "two loops over parts of one element",
    loop("a", "{% for x in i.b %}{% for y in i.c %}{% endfor %}{% endfor %}"),
  ],
  [
    "a loop in the else of an inner one",
    loop("a", "{% for x in i %}{% else %}{% for y in b %}{% endfor %}{% endfor %}"),
  ],
  ["a recursive loop", "{% for i in a recursive %}{{ loop(i.children) }}{% endfor %}"],
  ["a macro that calls itself", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"],
  [
    "macros that call each other",
    "{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}{{ a() }}",
  ],
  ["a macro that loops over something else, in a loop", tags + loop("products", "{{ tags(all) }}")],
  [
    "macros that double at each step",
    Array.from(
      { length: 30 },
      (_, n) => `{% macro m${n + 1}() %}{{ m${n}() }}{{ m${n}() }}{% endmacro %}`,
    )
      .join("")
      .replace("{% macro m1()", "{% macro m0() %}{% endmacro %}{% macro m1()")
      .concat("{{ m30() }}"),
  ],
  [
    "a loop in the block of a call",
    "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{% for i in a %}{% endfor %}{% endcall %}",
  ],
];

test.each(dear)("%s is dear", (_what, source) => {
  expect(isDear(prepareTemplate(source, {}).tree)).toBe(true);
});
