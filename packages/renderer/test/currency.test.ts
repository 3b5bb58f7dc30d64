import { expect, test } from "vitest";
import { compileTemplate, currencyFilter } from "../src/index.js";

const prices: readonly (readonly [unknown, string])[] = [
  [12.5, "$12.50"],
  [12, "$12.00"],
  [0, "$0.00"],
  [-3, "$-3.00"],
  [0.125, "$0.12"],
  [0.375, "$0.38"],
  [0.625, "$0.62"],
  [2.675, "$2.67"],
  [1.005, "$1.00"],
  [0.005, "$0.01"],
  [-0.125, "$-0.12"],
  [99.995, "$100.00"],
  [1234567.891, "$1234567.89"],
  ["€ 12,50", "€ 12,50"],
  ["", ""],
  [null, "None"],
  [true, "True"],
];

test.each(prices)("shows %s as %s", (price, shown) => {
  expect(compileTemplate("{{ price | currency }}").render({ price })).toBe(shown);
});

test("a float that the template made is a number too", () => {
  expect(compileTemplate("{{ (6 / 2) | currency }}").render({})).toBe("$3.00");
});

test("a template tells which own filters it uses", () => {
  expect(compileTemplate("{{ 1 | currency }}{{ 'x' | upper }}").filters).toEqual(["currency"]);
  expect(compileTemplate("{{ 'x' | upper }}").filters).toEqual([]);
  expect(currencyFilter).toMatchObject({ name: "currency", version: 1 });
});
