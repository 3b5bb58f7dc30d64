import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compileTemplate, TemplateError } from "../src/index.js";
import deviations from "./jinja2-deviations.json" with { type: "json" };

interface GoldenCase {
  readonly table: string;
  readonly template: string;
  readonly text?: string;
  readonly error?: string;
  readonly path?: string;
}

const read = (file: string) => readFileSync(new URL(file, import.meta.url), "utf8");
const contextText = read("jinja2-context.json");
const cases: GoldenCase[] = read("jinja2-cases.jsonl")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line));
const deviating: Readonly<Record<string, { text?: string; error?: string }>> = deviations;

function outcomeOf(template: string): object {
  try {
    return { text: compileTemplate(template).render(JSON.parse(contextText)) };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return { error: error.kind, path: error.path };
  }
}

describe.each([...new Set(cases.map((golden) => golden.table))])("%s", (table) => {
  const inTable = cases.filter((golden) => golden.table === table);

  test.each(inTable)("renders $template as Jinja2 does", (golden) => {
    const { text, error, path } = { ...golden, ...deviating[golden.template] };
    const expected = deviating[golden.template] ?? golden;
    const outcome = outcomeOf(golden.template);
    if (expected.error === undefined) expect(outcome).toEqual({ text });
    else expect(outcome).toMatchObject({ error, ...(path === undefined ? {} : { path }) });
  });
});

test("lists no deviation that no case shows", () => {
  const templates = new Set(cases.map((golden) => golden.template));
  expect(Object.keys(deviating).filter((template) => !templates.has(template))).toEqual([]);
});
