import fc from "fast-check";
import { expect, test } from "vitest";
import { compileTemplate, currencyFilter, TemplateError } from "../src/index.js";

const source = `{{ product.name }}
{% for key, value in product.attributes.items() %}
- {{ key }}: {{ value }}
{% endfor %}
{{ product.tags | join(", ") }}`;

const text = fc.string({ unit: "binary", maxLength: 40 });
const hostile = fc.oneof(
  text,
  fc.constantFrom(
    "{{ x }}",
    "{% if %}",
    "{# #}",
    "$&",
    "\u2028",
    "<script>",
    `$${"{x}"}`,
    "</system>",
    "\0",
  ),
);
const product = fc.record({
  name: hostile,
  attributes: fc.dictionary(hostile, hostile, { noNullPrototype: true }),
  tags: fc.array(hostile, { maxLength: 5 }),
});

test("values appear verbatim and are never rendered again", () => {
  const template = compileTemplate(source);
  fc.assert(
    fc.property(product, (given) => {
      const lines = Object.entries(given.attributes).map(
        ([key, value]) => `\n- ${key}: ${value}\n`,
      );
      const expected = `${given.name}\n${lines.join("")}\n${given.tags.join(", ")}`;
      expect(template.render({ product: given })).toBe(expected);
    }),
  );
});

test("rendering leaves the context as it was, and gives the same text again", () => {
  const template = compileTemplate(
    `${source}{% set copy = product.tags | list %}{% set _ = copy.append("x") %}{{ copy | sort }}{{ product }}`,
  );
  fc.assert(
    fc.property(product, (given) => {
      const before = structuredClone(given);
      const first = template.render({ product: given });
      expect(template.render({ product: given })).toBe(first);
      expect(given).toEqual(before);
    }),
  );
});

const word = fc.constantFrom(
  ..."{{ }} {% %} {# #} {%- -%} if else endif for in endfor set = == ( ) [ ] { } . , | : ~ + - * ** // % 'x' \"y\" 1 2.5 x product items is defined not and or upper join macro endmacro call endcall raw endraw with endwith filter endfilter block endblock recursive loop true none \\ \n `".split(
    " ",
  ),
);

test("compiling and rendering random text throws TemplateErrors only", () => {
  const random = fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.array(word, { maxLength: 25 }).map((words) => words.join(" ")),
    fc.array(word, { maxLength: 12 }).map((words) => `{{ ${words.join(" ")} }}`),
    fc.array(word, { maxLength: 12 }).map((words) => `{% ${words.join(" ")} %}`),
  );
  fc.assert(
    fc.property(random, (template) => {
      try {
        compileTemplate(template).render({ x: 1, product: { items: [1] } });
      } catch (error) {
        if (!(error instanceof TemplateError)) throw error;
        expect(error.kind === "limit" || error.line !== undefined).toBe(true);
      }
    }),
    { numRuns: 3000 },
  );
});

test("text without delimiters is its own rendering", () => {
  fc.assert(
    fc.property(text, (given) => {
      fc.pre(!/\{[{%#]/u.test(given) && !given.includes("\r") && !given.endsWith("\n"));
      expect(compileTemplate(given).render({})).toBe(given);
    }),
  );
});

test("currency has two decimals and lies within half a cent", () => {
  fc.assert(
    fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), (price) => {
      const shown = String(currencyFilter.apply(price));
      expect(shown).toMatch(/^\$-?\d+\.\d\d$/u);
      expect(Math.abs(Number(shown.slice(1)) - price)).toBeLessThanOrEqual(0.005 + 1e-6);
    }),
  );
});
