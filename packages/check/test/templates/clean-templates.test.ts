import { definePrompt } from "@promptrail/core";
import { createRenderer } from "@promptrail/renderer";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { findTemplateFindings } from "../../src/templates/find-template-findings.js";

const input = z.object({
  name: z.string().min(1),
  price: z.number(),
  note: z.string().optional(),
  brand: z.string().nullable(),
  maker: z.object({ city: z.string(), zip: z.string().optional() }).nullable(),
  supplier: z.object({ city: z.string() }).optional(),
  sizes: z.array(z.string()),
  parts: z.array(z.object({ id: z.string(), label: z.string().optional() })),
  attributes: z.record(z.string(), z.string()),
});

const word = fc.stringMatching(/^[a-f]{1,5}$/);
const context = fc.record(
  {
    name: word,
    price: fc.integer({ min: -9, max: 9 }),
    note: word,
    brand: fc.option(word),
    maker: fc.option(fc.record({ city: word, zip: word }, { requiredKeys: ["city"] })),
    supplier: fc.record({ city: word }),
    sizes: fc.array(word, { maxLength: 3 }),
    parts: fc.array(fc.record({ id: word, label: word }, { requiredKeys: ["id"] }), {
      maxLength: 3,
    }),
    attributes: fc.dictionary(word, word, { maxKeys: 3 }),
  },
  { requiredKeys: ["name", "price", "brand", "maker", "sizes", "parts", "attributes"] },
);

const path = fc.constantFrom(
  ...["name", "price", "note", "brand", "maker", "maker.city", "maker.zip", "supplier"],
  ...["supplier.city", "sizes", "parts", "attributes", "attributes.a", "nmae", "name.x"],
);
const value = fc.oneof(
  path,
  path.map((read) => `${read} | default("-")`),
  path.map((read) => `${read} | default("-", true)`),
  path.map((read) => `${read} or "-"`),
  path.map((read) => `${read} | join(", ")`),
  path.map((read) => `${read} | length`),
  path.map((read) => `${read} | upper`),
  path.map((read) => `${read} | json`),
  path.map((read) => `${read} | first`),
  path.map((read) => `${read} ~ "!"`),
);
const condition = fc.oneof(
  path,
  path.map((read) => `${read} is defined`),
  path.map((read) => `${read} is not none`),
  path.map((read) => `${read} is defined and ${read} is not none`),
  path.map((read) => `${read} is string`),
  path.map((read) => `${read} == "a"`),
);
const { template } = fc.letrec<{ template: string }>((tie) => ({
  template: fc.oneof(
    { maxDepth: 4 },
    value.map((expression) => `{{ ${expression} }}`),
    fc
      .tuple(condition, tie("template"), tie("template"))
      .map(([test, then, other]) => `{% if ${test} %}${then}{% else %}${other}{% endif %}`),
    fc.tuple(condition, path).map(([test, read]) => `{% if ${test} %}{{ ${read} }}{% endif %}`),
    fc
      .tuple(path, fc.constantFrom("{{ x }}", "{{ x.id }}", "{{ x.label }}", "{{ x | json }}"))
      .map(([list, body]) => `{% for x in ${list} %}${body}{% endfor %}`),
    path.map((read) => `{% for k, v in ${read}.items() %}{{ k }}{{ v }}{% endfor %}`),
    fc.array(tie("template"), { minLength: 2, maxLength: 3 }).map((parts) => parts.join(" ")),
  ),
}));

test("a template without errors and warnings renders whatever the schema allows, without None and lists", () => {
  const renderer = createRenderer();
  let clean = 0;
  fc.assert(
    fc.property(template, fc.array(context, { minLength: 5, maxLength: 20 }), (text, contexts) => {
      const prompt = definePrompt({
        ...({ family: "any", version: 1, status: "active", input } as const),
        provider: "claude",
        model: "m",
        maxTokens: 9,
        userTemplate: text,
      });
      const found = findTemplateFindings(prompt, renderer);
      if (found.some(({ severity }) => severity !== "info")) return;
      clean += 1;
      const { render } = renderer.compile(text, { name: "any", filters: [] });
      for (const values of contexts) {
        const parsed = input.parse(values);
        expect(render(parsed)).not.toMatch(/None|\['|\{'/);
      }
    }),
    { numRuns: 2000 },
  );
  expect(clean).toBeGreaterThan(100);
});
