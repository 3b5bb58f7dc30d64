import { definePrompt, type InputSchema } from "@promptrail/core";
import { createRenderer } from "@promptrail/renderer";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { findTemplateFindings } from "../../src/templates/find-template-findings.js";
import type { TemplateFinding } from "../../src/templates/template-finding.js";

const schema = z.object({
  product: z.object({
    name: z.string(),
    price: z.number(),
    note: z.string().optional(),
    brand: z.string().nullable(),
    maker: z.object({ city: z.string(), country: z.string() }).nullable(),
    supplier: z.object({ city: z.string() }).optional(),
    sizes: z.array(z.string()),
    parts: z.array(z.object({ id: z.string(), label: z.string().optional() })),
    attributes: z.record(z.string(), z.string()),
    mixed: z.union([z.string(), z.array(z.string())]),
  }),
  language: z.string().default("en"),
});

const base = {
  ...({ family: "greeting", version: 1, status: "active" } as const),
  provider: "claude",
  model: "m",
  maxTokens: 9,
};

function check(template: string, input: InputSchema = schema): readonly TemplateFinding[] {
  const prompt = definePrompt({ ...base, input, userTemplate: template });
  return findTemplateFindings(prompt, createRenderer());
}

/** Errors and warnings, in short. */
function problems(template: string, input?: InputSchema): readonly string[] {
  return check(template, input)
    .filter(({ severity }) => severity !== "info")
    .map(
      ({ severity, code, path, line, column }) =>
        `${severity} ${code} ${path ?? "-"} ${line}:${column}`,
    );
}

describe("a template that goes with its schema", () => {
  test.each([
    "{{ product.name }} {{ product.price | currency }} {{ language | upper }}",
    "{% if product.note is defined %}{{ product.note }}{% endif %}",
    "{{ product.note | default('none') }}",
    "{% if product.supplier is defined %}{{ product.supplier.city }}{% endif %}",
    "{% if product.brand is not none %}{{ product.brand }}{% endif %}",
    "{{ product.brand | default('no name', true) }}",
    "{% if product.maker %}{{ product.maker.city }}{% endif %}",
    "{{ product.sizes | join(', ') }} {{ product.sizes | length }} {{ product | json }}",
    "{% for key, value in product.attributes.items() %}{{ key }}: {{ value }}{% endfor %}",
    "{% for key in product.attributes %}{{ key }}: {{ product.attributes[key] }}{% endfor %}",
    "{% for part in product.parts %}{{ part.id }}{{ part.label | default('') }}{% endfor %}",
    "{% for part in product.parts if part.label is defined %}{{ part.label }}{% endfor %}",
    "{{ product.name | first }}{{ product.name[0] | default('') }}",
    "{% for key, value in product.items() %}{{ key }}{% endfor %}",
    "{% if product.mixed is string %}{{ product.mixed }}{% endif %}",
  ])("%s", (template) => {
    expect(problems(template)).toEqual([]);
  });
});

describe("a template that does not", () => {
  test.each([
    ["{{ product.nmae }}", ["error unknown_variable product.nmae 1:4"]],
    ["{{ product.nmae.a }}{{ product.nmae.b }}", ["error unknown_variable product.nmae 1:4"]],
    ["\n\n  {{ prodct.name }}", ["error unknown_variable prodct 3:6"]],
    ["{{ product.name.first }}", ["error unknown_variable product.name.first 1:4"]],
    [
      "{{ product.note | default('') }}\n{{ product.note }}",
      ["error unguarded_optional product.note 2:4"],
    ],
    [
      "{% if product.supplier is defined %}x{% endif %}{{ product.supplier.city }}",
      ["error unguarded_optional product.supplier 1:52"],
    ],
    ["{{ product.attributes.colour }}", ["error unguarded_optional product.attributes.colour 1:4"]],
    ["{{ product.brand }}", ["warning prints_none product.brand 1:4"]],
    ["{{ product.sizes }}", ["warning prints_structure product.sizes 1:4"]],
    ["Of {{ product }}", ["warning prints_structure product 1:7"]],
    ["{{ product.mixed }}", ["warning prints_structure product.mixed 1:4"]],
    ["{% for s in product.name %}{{ s }}{% endfor %}", ["warning wrong_kind product.name[] 1:31"]],
    [
      "{% set k = 'x' ~ language %}{{ product[k] | default('') }}",
      ["warning dynamic_read product{} 1:32"],
    ],
    ["{{ product.maker.city }}", ["error sample_fails product.maker.city 1:4"]],
    ["{% for x in product.price %}x{% endfor %}", ["error sample_fails - 1:13"]],
    ["{{ product.name | round }}", ["error sample_fails - 1:19"]],
    ["{{ product.sizes | first }}", ["error sample_fails - 1:20"]],
    ["{{ product.price / 0 }}", ["error sample_fails - 1:18"]],
    [
      "{% for k, v in product.attributes %}{{ v }}{% endfor %}",
      ["error sample_fails - 1:8", "warning wrong_kind product.attributes[][] 1:40"],
    ],
    ["{{ product.name | uper }}", ["error template - 1:19"]],
    ["{% if product.name %}", ["error template - 1:20"]],
  ])("%j: %j", (template, expected) => {
    expect(problems(template)).toEqual(expected);
  });
});

describe("what the samples render", () => {
  const reasons = (template: string, input?: InputSchema) =>
    check(template, input)
      .filter(({ code }) => code === "sample_fails")
      .map(({ reason }) => reason);

  test("names the sample that fails, and the cure", () => {
    expect(reasons("{{ product.sizes | first }}")).toEqual([
      expect.stringMatching(
        /^a context without optional fields and with empty lists.*no first item.*at least one item$/,
      ),
    ]);
    expect(reasons("{{ 1 / 0 }}")).toEqual([
      expect.stringMatching(/^what the input schema allows does not render: .*zero/),
    ]);
  });

  test("a list that is never empty has a first item", () => {
    const input = z.object({ items: z.array(z.string()).min(1) });
    expect(reasons("{{ items | first }}", input)).toEqual([]);
  });

  test("both arms of a union are rendered", () => {
    const input = z.object({ price: z.union([z.number(), z.string()]) });
    expect(reasons("{{ price * 1.5 }}", input)).toEqual([
      expect.stringMatching(/^a context without optional fields/),
    ]);
  });

  test("the templates get what the schema makes of a context", () => {
    const input = z.object({ tags: z.string().transform((text) => text.split(",")) });
    expect(reasons("{% for tag in tags %}{{ tag | upper }}{% endfor %}", input)).toEqual([]);
    expect(reasons("{{ tags | upper | abs }}", input)).toHaveLength(1);
  });

  test("a schema that leaves a part open, or that waits, is not sampled", () => {
    expect(problems("{{ a.b.c }}", z.object({ a: z.any() }))).toEqual([]);
    const waiting = z.object({ a: z.string().refine(async () => true) });
    expect(problems("{{ 1 / 0 }}", waiting)).toEqual([]);
  });
});

describe("what no message reads", () => {
  const unread = (template: string) =>
    check(template).flatMap(({ code, path }) => (code === "unread_field" ? [path] : []));

  test("the outermost field is named, and nothing in it", () => {
    expect(unread("{{ language }}")).toEqual(["product"]);
    expect(
      unread(
        "{{ product.name }}{{ product.maker.city }}{% for part in product.parts %}{{ part.id }}{% endfor %}",
      ),
    ).toEqual([
      "language",
      ...["price", "note", "brand", "supplier", "sizes", "attributes", "mixed"].map(
        (name) => `product.${name}`,
      ),
      "product.maker.country",
      "product.parts[].label",
    ]);
  });

  test("a value that is taken whole is read with all that is in it", () => {
    expect(unread("{{ product | json }}{{ language }}")).toEqual([]);
    expect(unread("{% for k, v in product.items() %}{{ k }}{% endfor %}{{ language }}")).toEqual(
      [],
    );
  });
});

test("a schema without JSON Schema is told as such", () => {
  const withDate = z.object({ day: z.date() });
  expect(check("{{ day }}", withDate)).toMatchObject([
    { severity: "info", code: "not_compared", message: null },
  ]);
  const silent: InputSchema = {
    "~standard": { version: 1, vendor: "plain", validate: (value) => ({ value }) },
  };
  expect(check("{{ day }}", silent)).toMatchObject([
    { code: "not_compared", reason: expect.stringContaining("plain cannot convert it") },
  ]);
});

test("an optional value that nothing guards is an error with its place, and one that may be null a warning", () => {
  expect(
    check("Hi\n{{ product.note }}").filter(({ severity }) => severity === "error"),
  ).toMatchObject([
    {
      code: "unguarded_optional",
      kind: "undefined",
      template: "greeting_v1 user (message 1)",
      path: "product.note",
      line: 2,
      column: 4,
      reason: expect.stringMatching(/^'product\.note' is optional/),
    },
  ]);
  expect(check("{{ product.brand }}").map(({ severity }) => severity)).not.toContain("error");
});

test("a schema that JSON Schema cannot say is told with its place, and has no sample", () => {
  const [told, ...more] = check("{{ due }}", z.object({ due: z.map(z.string(), z.string()) }));
  expect(more).toEqual([]);
  expect(told).toMatchObject({
    code: "not_compared",
    reason: expect.stringMatching(/zod cannot convert it to a JSON Schema \(.+\), at `input\.due`/),
  });
});

test("a field counts as read where any message reads it, and each message is told by its own name", () => {
  const prompt = definePrompt({
    ...base,
    input: z.object({ tone: z.string(), name: z.string() }),
    system: "Be {{ tone }}.",
    userTemplate: "{{ nmae }}",
  });
  expect(findTemplateFindings(prompt, createRenderer())).toMatchObject([
    { code: "unknown_variable", message: 1, template: "greeting_v1 user (message 2)" },
    { code: "unread_field", message: null, path: "name" },
  ]);
});

test("a partial that no message includes is told, and one that is included by way of another is not", () => {
  const prompt = definePrompt({
    ...base,
    partials: { outer: "{% include 'inner' %}", inner: "Hi", left: "{{ nobody.sees.this }}" },
    userTemplate: "{% include 'outer' %}",
  });
  expect(findTemplateFindings(prompt, createRenderer())).toEqual([
    expect.objectContaining({
      severity: "warning",
      code: "unused_partial",
      template: "greeting_v1",
      reason: expect.stringMatching(/^the partial 'left' is not included by any message/),
    }),
  ]);
});

test("where Jinja2 would escape, a note says so with its place, in a partial as well", () => {
  const partials = { tail: "\n{{ items | tojson + '<b>' }}" };
  const notes = (userTemplate: string) =>
    findTemplateFindings(definePrompt({ ...base, partials, userTemplate }), createRenderer());
  expect(notes("{% include 'tail' %}")).toMatchObject([
    { severity: "info", code: "jinja2_differs", line: 2, partial: "tail" },
  ]);
  expect(
    notes("{{ items | tojson ~ '<b>' }}{{ items | tojson + ' and more' }}{% include 'tail' %}"),
  ).toMatchObject([{ code: "jinja2_differs", partial: "tail" }]);
});
