import fc from "fast-check";
import { expect, test } from "vitest";
import { readInstructions } from "../read-instructions.js";
import { createSeededChoice } from "../seeded-choice.js";
import { forecastSales } from "./forecast-sales.js";

const withTrend =
  "You forecast weekly sales. Account for the trend: growing products keep growing.";
const without = "You forecast weekly sales.";

function forecast(system: string, user: string): readonly number[] {
  const answer = forecastSales(
    { system, user },
    readInstructions(system),
    createSeededChoice(user),
  );
  return Array.isArray(answer.forecast) ? answer.forecast : [];
}

test("told of the trend, growing sales go on growing", () => {
  const weeks = forecast(withTrend, "Weekly sales: 10, 20, 30, 40, 50, 60, 70, 80");
  expect(weeks).toHaveLength(4);
  expect(weeks[0]).toBeGreaterThan(85);
  expect(weeks[3]).toBeGreaterThan(115);
});

test("not told of the trend, the forecast of growing sales is too low", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 5, max: 50 }),
      fc.integer({ min: 10, max: 500 }),
      (slope, start) => {
        const sales = Array.from({ length: 12 }, (_, week) => start + slope * week);
        const weeks = forecast(without, `Weekly sales: ${sales.join(", ")}`);
        expect(Math.max(...weeks)).toBeLessThan(sales.at(-1) ?? 0);
      },
    ),
  );
});

test("a forecast is never negative and as long as was asked for", () => {
  const weeks = forecast(`${withTrend} Give the next 6 weeks.`, "Weekly sales: 90, 60, 30, 5, 0");
  expect(weeks).toHaveLength(6);
  expect(Math.min(...weeks)).toBe(0);
});

test("sales that are listed week by week are read", () => {
  expect(forecast(without, "- week 1: 10\n- week 2: 10\n- week 3: 10")).toEqual([10, 10, 10, 10]);
});

test("told of the season, the forecast goes up and down with it", () => {
  const sales = "Weekly sales: 10, 90, 10, 50, 10, 90, 10, 50, 10, 90, 10, 50";
  const [first, second, third, fourth] = forecast("Account for seasonal patterns.", sales);
  expect(first).toBeLessThan(20);
  expect(second).toBeGreaterThan(80);
  expect(third).toBeLessThan(20);
  expect(fourth).toBeGreaterThan(40);
});
