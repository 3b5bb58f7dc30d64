import { TemplateError } from "@promptrail/core";
import { afterAll, expect, test } from "vitest";
import { slack } from "../../../../tooling/test/run/promise-slack.ts";
import { createRenderer, defaultLimits } from "../../src/index.js";

const patient = createRenderer({ worker: { deadlineMs: 20_000 } });
const raised = { loopSteps: 1e12, builtTotal: 1e15 };
const hasty = createRenderer({ worker: { deadlineMs: 1_000 }, limits: raised });
const small = createRenderer({ worker: { deadlineMs: 25_000, memoryMb: 32 }, limits: raised });
const all = [patient, hasty, small];

afterAll(() => {
  for (const renderer of all) renderer.close();
});

const endless = "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}";
const loops = (body: string) =>
  `{% set l = [] %}{% for a in range(100000) %}{% for b in range(100) %}${body}{% endfor %}{% endfor %}`;

function errorOf(run: () => unknown): TemplateError {
  try {
    run();
  } catch (error) {
    if (error instanceof TemplateError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

test("renders, and knows variables and filters, as in this thread", () => {
  const source = "{{ product.price | currency }}{% for tag in tags %} #{{ tag }}{% endfor %}";
  const options = { name: "label", filters: [] };
  const here = createRenderer().compile(source, options);
  const there = patient.compile(source, options);
  const context = { product: { price: 3 }, tags: ["a", "b"] };
  expect(there.render(context)).toBe("$3.00 #a #b");
  expect(there.variables).toEqual(here.variables);
  expect(there.filters).toEqual(here.filters);
});

test("an error has all its fields", () => {
  const options = { name: "label", filters: [] };
  const template = patient.compile("\n{% for p in list %}{{ p.price }}{% endfor %}", options);
  const error = errorOf(() => template.render({ list: [{ price: 1 }, {}] }));
  expect(error).toMatchObject({
    kind: "undefined",
    code: "template",
    path: "p.price",
    concretePath: "list[1].price",
    line: 2,
    column: 23,
    template: "label",
    message: "label: 'p.price' is undefined (list[1].price) (line 2, column 23)",
  });
  expect(errorOf(() => patient.compile("{{ x y }}", options))).toMatchObject({
    kind: "syntax",
    template: "label",
    line: 1,
    column: 6,
  });
});

test("a render past the deadline is ended, and the next template renders", () => {
  const good = hasty.compile("{{ x }}", { name: "good", filters: [] });
  const bad = hasty.compile(endless, { name: "endless_v1 user", filters: [] });
  expect(good.render({ x: 1 })).toBe("1");
  const started = performance.now();
  expect(errorOf(() => bad.render({}))).toMatchObject({
    kind: "limit",
    template: "endless_v1 user",
    reason:
      "the template took more than 1000 ms in the render worker. Simplify it, give it less data, or raise worker.deadlineMs",
  });
  expect(performance.now() - started).toBeLessThan(slack * 1_000);
  expect(good.render({ x: 2 })).toBe("2");
  expect(errorOf(() => bad.render({})).kind).toBe("limit");
  expect(good.render({ x: 3 })).toBe("3");
});

test("the worker's start is not charged to the deadline", () => {
  const filterModules = [new URL("./fixtures/slow-filters.ts", import.meta.url)];
  const renderer = createRenderer({ worker: { filterModules, deadlineMs: 1_000 } });
  for (const round of [1, 2]) {
    const template = renderer.compile("{{ x }}", { name: "t", filters: [] });
    expect(template.render({ x: round })).toBe(String(round));
    renderer.close();
  }
});

const bombs: readonly (readonly [string, string])[] = [
  ["small lists", loops("{% set _ = l.append([a, b]) %}")],
  ["long texts", loops("{% set _ = l.append('x' * 900000) %}")],
  ["long lists", loops("{% set _ = l.append([1] * 900000) %}")],
  ["lists of numbers", loops("{% set _ = l.append(range(100000) | map('float') | list) %}")],
  ["sets", loops("{% set _ = l.append(range(100000) | map('string') | unique | list) %}")],
];

test.each(bombs)("%s beyond the memory are ended, and the process lives", (_what, source) => {
  const bomb = small.compile(source, { name: "bomb", filters: [] });
  expect(errorOf(() => bomb.render({}))).toMatchObject({
    kind: "limit",
    reason:
      "the template needed more than 32 MB in the render worker. Simplify it, give it less data, or raise worker.memoryMb",
  });
  expect(small.compile("{{ x }}", { name: "next", filters: [] }).render({ x: 1 })).toBe("1");
});

test("a context that the worker's memory has no room for is refused before it is sent", () => {
  const template = small.compile("{{ x | length }}", { name: "large", filters: [] });
  const contexts = [
    { x: "x".repeat(5_000_000) },
    { x: Array.from({ length: 2_000_000 }, (_, index) => index) },
    { x: Array.from({ length: 200_000 }, (_, index) => ({ index })) },
  ];
  for (const context of contexts) {
    expect(errorOf(() => template.render(context))).toMatchObject({
      kind: "limit",
      message: expect.stringContaining("large: the context has more than 8 MB"),
    });
  }
  expect(template.render({ x: "abc" })).toBe("3");
});

test("renderers do not stand in each other's way", () => {
  const renderers = Array.from({ length: 4 }, () =>
    createRenderer({ worker: { deadlineMs: 20_000 } }),
  );
  const templates = renderers.map((renderer, index) =>
    renderer.compile(`${index} {{ x }}`, { name: `t${index}`, filters: [] }),
  );
  for (let round = 0; round < 50; round += 1) {
    const texts = templates.map((template) => template.render({ x: round }));
    expect(texts).toEqual(templates.map((_, index) => `${index} ${round}`));
  }
  for (const renderer of renderers) renderer.close();
});

test("a template outlives a closed worker", () => {
  const template = patient.compile("{{ x }}", { name: "t", filters: [] });
  patient.close();
  expect(template.render({ x: 1 })).toBe("1");
  patient.close();
  patient.close();
  expect(patient.compile("{{ x }}", { name: "t", filters: [] }).render({ x: 2 })).toBe("2");
});

test("settings that cannot be kept are refused", () => {
  expect(() => createRenderer({ worker: { deadlineMs: 0 } })).toThrow("worker.deadlineMs");
  expect(() => createRenderer({ worker: { memoryMb: Number.NaN } })).toThrow("worker.memoryMb");
  const limits = { valueSize: defaultLimits.valueSize + 1 };
  expect(() => createRenderer({ worker: {}, limits })).toThrow(
    "With a worker, limits.valueSize cannot be above 1000000",
  );
});
