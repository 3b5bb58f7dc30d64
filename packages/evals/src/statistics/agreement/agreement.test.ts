import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ac1 } from "./ac1.js";
import { confusionMatrix } from "./confusion-matrix.js";
import { kappa } from "./kappa.js";
import { krippendorffAlpha, type Rating } from "./krippendorff-alpha.js";

const matrices = fc
  .integer({ min: 2, max: 4 })
  .chain((size) =>
    fc.array(fc.array(fc.nat(20), { minLength: size, maxLength: size }), {
      minLength: size,
      maxLength: size,
    }),
  )
  .filter((matrix) => matrix.flat().some((count) => count > 0));

describe("two raters", () => {
  test("[[20, 5], [10, 15]] has a kappa of .40", () => {
    const found = kappa({
      matrix: [
        [20, 5],
        [10, 15],
      ],
    });
    expect(found.coefficient).toBeCloseTo(0.4, 12);
    expect(found.observed).toBeCloseTo(0.7, 12);
  });

  test("who agree on 90 % of one-sided items have a kappa below 0 and an AC1 of .89", () => {
    const matrix = [
      [90, 5],
      [5, 0],
    ];
    expect(kappa({ matrix }).coefficient).toBeCloseTo(-0.053, 3);
    expect(ac1({ matrix }).coefficient).toBeCloseTo(0.89, 3);
  });

  test("swapping them changes nothing", () => {
    fc.assert(
      fc.property(matrices, fc.constantFrom("none", "linear", "quadratic"), (matrix, weights) => {
        const swapped = matrix.map((_, row) => matrix.map((counts) => counts[row] ?? 0));
        const one = kappa({ matrix, weights });
        const other = kappa({ matrix: swapped, weights });
        expect(other.coefficient ?? 9).toBeCloseTo(one.coefficient ?? 9, 9);
        expect(other.standardError ?? 9).toBeCloseTo(one.standardError ?? 9, 9);
        const [gwet, mirrored] = [ac1({ matrix }), ac1({ matrix: swapped })];
        expect(mirrored.coefficient ?? 9).toBeCloseTo(gwet.coefficient ?? 9, 9);
      }),
    );
  });

  test("of two categories have one kappa, whatever the weights", () => {
    const matrix = [
      [30, 4],
      [9, 12],
    ];
    const plain = kappa({ matrix });
    expect(kappa({ matrix, weights: "quadratic" })).toEqual(plain);
    expect(kappa({ matrix, weights: "linear" })).toEqual(plain);
  });

  test("of whom five items are known, all alike, are not shown to agree", () => {
    const few = kappa({
      matrix: [
        [3, 0],
        [0, 2],
      ],
    });
    const many = kappa({
      matrix: [
        [60, 0],
        [0, 40],
      ],
    });
    expect(few).toMatchObject({ coefficient: 1, interval: { upper: 1 } });
    expect(few.interval?.lower).toBeLessThan(0.6);
    expect(many.interval?.lower).toBeGreaterThan(0.9);
  });

  test("who only ever said one thing have no kappa", () => {
    const found = kappa({
      matrix: [
        [9, 0],
        [0, 0],
      ],
    });
    expect(found).toMatchObject({ coefficient: null, standardError: null, interval: null });
  });

  test("on an uneven menu are as far apart as its positions say", () => {
    const matrix = [
      [10, 3, 1],
      [2, 12, 4],
      [0, 5, 9],
    ];
    const even = kappa({ matrix, weights: "linear" });
    expect(kappa({ matrix, weights: "linear", positions: [0, 5, 10] })).toEqual(even);
    const uneven = kappa({ matrix, weights: "linear", positions: [0, 1, 10] });
    expect(uneven.coefficient).not.toBeCloseTo(even.coefficient ?? 0, 3);
  });

  test("are counted by category, and an unknown one is refused", () => {
    const pairs: [string, string][] = [
      ["good", "good"],
      ["good", "bad"],
      ["bad", "bad"],
    ];
    expect(confusionMatrix(pairs, ["bad", "good"])).toEqual([
      [1, 0],
      [1, 1],
    ]);
    expect(() => confusionMatrix(pairs, ["good"])).toThrow('no category "bad", which pair 1 holds');
    expect(() => kappa({ matrix: [[1, 2]] })).toThrow("square matrix");
    expect(() =>
      kappa({
        matrix: [
          [1, -2],
          [0, 1],
        ],
      }),
    ).toThrow("matrix[0][1]");
  });
});

describe("Krippendorff's alpha", () => {
  const none = null;
  // The example of Krippendorff 2011, §C: four raters, twelve units, gaps.
  const raters: readonly (readonly Rating[])[] = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, none, none, none],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, none, 3],
    [none, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, none],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, none],
  ];
  const units = Array.from({ length: 12 }, (_, unit) => raters.map((row) => row[unit] ?? null));

  test.each([
    { level: "nominal" as const, alpha: 0.743 },
    { level: "ordinal" as const, alpha: 0.815 },
    { level: "interval" as const, alpha: 0.849 },
    { level: "ratio" as const, alpha: 0.797 },
  ])("of the published example is $alpha at the level $level", ({ level, alpha }) => {
    const found = krippendorffAlpha({ units, level });
    expect(found.alpha).toBeCloseTo(alpha, 3);
    expect(found).toMatchObject({ units: 11, ratings: 40 });
  });

  test("does not mind the order of raters, nor names in place of numbers", () => {
    const mixed = units.map((unit) => unit.toReversed());
    const named = units.map((unit) => unit.map((rating) => rating && `category ${rating}`));
    const { alpha } = krippendorffAlpha({ units, level: "nominal" });
    expect(krippendorffAlpha({ units: mixed, level: "nominal" }).alpha).toBeCloseTo(alpha ?? 9, 12);
    expect(krippendorffAlpha({ units: named, level: "nominal" }).alpha).toBeCloseTo(alpha ?? 9, 12);
  });

  test("is unknown where nothing differs, or nothing was rated twice", () => {
    expect(krippendorffAlpha({ units: [[1, 1]], level: "interval" }).alpha).toBeNull();
    expect(krippendorffAlpha({ units: [[1], [2, null]], level: "interval" })).toEqual({
      alpha: null,
      units: 0,
      ratings: 0,
    });
  });

  test("refuses names where distances are asked for", () => {
    expect(() => krippendorffAlpha({ units: [["a", "b"]], level: "ordinal" })).toThrow(
      'needs finite numbers as ratings at the level "ordinal", not "a"',
    );
    expect(() => krippendorffAlpha({ units: [[-1, 1]], level: "ratio" })).toThrow("of at least 0");
  });
});
