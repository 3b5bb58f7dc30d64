import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plotFrontier } from "../kinds/plot-frontier.js";
import { findFrontier } from "./find-frontier.js";

describe("the frontier", () => {
  const anyPoints = fc.array(
    fc.record({ cost: fc.nat(6), quality: fc.nat(6).map((value) => value / 6) }),
  );

  test("has whom nobody beats, and everyone else is beaten by one of it", () => {
    fc.assert(
      fc.property(anyPoints, (points) => {
        const best = findFrontier(points);
        const beats = (one: (typeof points)[number], other: (typeof points)[number]) =>
          one.cost <= other.cost &&
          one.quality >= other.quality &&
          (one.cost !== other.cost || one.quality !== other.quality);
        expect(best.some((point) => points.some((other) => beats(other, point)))).toBe(false);
        for (const point of points.filter((each) => !best.includes(each))) {
          expect(best.some((other) => beats(other, point))).toBe(true);
        }
      }),
    );
  });

  test("leaves out of the picture what it does not know, and says so in the table", () => {
    const { svg, table } = plotFrontier({
      id: "models",
      title: "Models",
      costUnit: "usd",
      qualityUnit: "number",
      costAxis: "cost",
      qualityAxis: "mean score",
      points: [
        { label: "a", cost: 1, quality: 0.9, interval: { lower: 0.8, upper: 0.95 } },
        { label: "b", cost: null, quality: 0.95 },
        { label: "c", cost: 2, quality: 0.5 },
      ],
    });
    expect(svg).toContain("better than: a.");
    expect(svg).toContain("Of 1 the cost or the quality is not known.");
    expect(table.rows.map((row) => row[4])).toEqual(["yes", "not known", "no"]);
  });
});
