import { expect, test } from "vitest";
import { renderOutcome } from "../render-outcome.ts";
import { randomCase } from "./random-template.ts";

const cases = Array.from({ length: 1000 }, (_, index) => randomCase(20_261, index));

test("a seed repeats its templates and contexts", () => {
  expect(cases.slice(0, 20)).toEqual(cases.slice(0, 20).map((_, at) => randomCase(20_261, at)));
  expect(new Set(cases.map(({ template }) => template)).size).toBeGreaterThan(900);
});

test("a random template renders or raises a TemplateError, and leaves its context alone", () => {
  const texts = cases.filter(({ template, context }) => {
    const before = JSON.stringify(context);
    // Throws whatever is no TemplateError.
    const outcome = renderOutcome({ template }, context);
    expect(JSON.stringify(context)).toBe(before);
    expect(renderOutcome({ template }, context)).toEqual(outcome);
    return "text" in outcome;
  });
  // Most of them must get through, or the comparison with Jinja2 compares errors only.
  expect(texts.length).toBeGreaterThan(500);
});
