import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  findDisagreement,
  type Jinja2Case,
  type Outcome,
} from "../../../../tooling/test/jinja2-agreement.js";
import { compileTemplate, TemplateError } from "../../src/index.js";
import deviations from "./deviations.json" with { type: "json" };

interface TableCase extends Jinja2Case {
  readonly table: string;
}

interface RandomCase extends Jinja2Case {
  readonly id: string;
}

const read = (file: string) => readFileSync(new URL(file, import.meta.url), "utf8");
const readCases = <Case extends Jinja2Case>(file: string): readonly Case[] =>
  read(file)
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));

const cases = readCases<TableCase>("cases.jsonl");
const foundCases = readCases<RandomCase>("found-cases.jsonl");
const randomCases = readCases<RandomCase>("random-cases.jsonl");
const spacedCases = readCases<RandomCase>("spaced-cases.jsonl");
const deviating: Readonly<Record<string, Partial<Jinja2Case>>> = deviations;

function render({ template, settings, partials }: Jinja2Case, context: unknown): Outcome {
  try {
    return { text: compileTemplate(template, { settings, partials }).render(context) };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const { kind, reason, path, concretePath } = error;
    return { kind, reason, path, concretePath };
  }
}

/** The case with what it shows in its failure, or null where the renderer agrees with Jinja2. */
function compare(expected: Jinja2Case, context: unknown): object | null {
  const before = JSON.stringify(context);
  const outcome = render(expected, context);
  const why = findDisagreement(expected, outcome);
  if (JSON.stringify(context) !== before) return { why: "changes the context", expected };
  return why === null ? null : { why, expected, outcome };
}

const tables = [...new Set(cases.map(({ table }) => table))];

describe.each(tables)("%s", (table) => {
  const inTable = cases.filter((golden) => golden.table === table);

  test("has at least 40 cases", () => {
    expect(inTable.length).toBeGreaterThanOrEqual(40);
  });

  test.each(inTable)("renders $template as Jinja2 does", ({ template, ...outcome }) => {
    const expected = { template, ...(deviating[template] ?? outcome) };
    expect(compare(expected, JSON.parse(read("context.json")))).toBeNull();
  });
});

describe("what people found", () => {
  test.each(foundCases)(
    "renders $id as Jinja2 does, or as listed",
    ({ context, id, ...outcome }) => {
      const { template } = outcome;
      const deviation = deviating[id];
      const expected = deviation === undefined ? outcome : { template, ...deviation };
      expect(compare(expected, structuredClone(context))).toBeNull();
    },
  );
});

describe.each([
  { what: "random templates over random contexts", cases: randomCases, least: 1500 },
  { what: "random templates under each setting of white space", cases: spacedCases, least: 800 },
])("$what", ({ cases: random, least }) => {
  test(`are at least ${least}`, () => {
    expect(random.length).toBeGreaterThanOrEqual(least);
  });

  const groups = Array.from({ length: Math.ceil(random.length / 100) }, (_, group) => group);

  test.each(groups)("renders the %ith hundred as Jinja2 does", (group) => {
    const found = random
      .slice(group * 100, group * 100 + 100)
      .map((expected) => compare(expected, expected.context))
      .filter((difference) => difference !== null);
    expect(found).toEqual([]);
  });
});

test("the eight settings all stand among the cases", () => {
  const settings = new Set(spacedCases.map((entry) => JSON.stringify(entry.settings)));
  expect(settings.size).toBe(8);
});

test("lists no deviation that no case shows", () => {
  const shown = new Set([
    ...cases.map((golden) => golden.template),
    ...foundCases.map((found) => found.id),
  ]);
  expect(Object.keys(deviating).filter((name) => !shown.has(name))).toEqual([]);
});
