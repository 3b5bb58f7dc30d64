import { describe, expect, test } from "vitest";
import { cases } from "../../datasets/cases.js";
import { compareShapes, type ShapedCall } from "./compare-shapes.js";
import { profileDataset } from "./profile-dataset.js";

const rows = Array.from({ length: 8 }, (_, at) => ({
  id: `case-${at}`,
  context: { text: `Lamp number ${at} costs € ${at}` },
  tags: at < 3 ? ["lamp", "cheap"] : ["lamp"],
  cluster: at < 6 ? `shelf-${at % 2}` : null,
  ...(at === 0 ? {} : { groundTruth: at }),
}));

test("a profile tells cases, clusters, tags, what is alike, and shapes by independent cases", async () => {
  const profile = await profileDataset(
    cases("lamps", [
      ...rows,
      { id: "again", context: { text: "lamp  NUMBER 7 costs € 7" }, groundTruth: 7 },
      { id: "drawn", context: {}, origin: { callId: "c1" }, turns: [] },
    ]),
  );
  expect(profile).toMatchObject({
    name: "lamps",
    cases: 10,
    units: 6,
    clusters: { count: 2, cases: 6, largest: 3 },
    tags: [
      { tag: "lamp", cases: 8 },
      { tag: "cheap", cases: 3 },
    ],
    untagged: 2,
    withTurns: 0,
    withoutGroundTruth: 2,
    fromCalls: 1,
    alike: [{ id: "case-7", duplicate: "again", kind: "exact", advice: "remove" }],
  });
  const euro = profile.shapes.find(({ feature }) => feature === "currency:eur");
  expect(euro).toEqual({ feature: "currency:eur", cases: 9, units: 5 });
});

describe("shapes beside production's", () => {
  const calls = (count: number, shape: readonly string[], cluster: string | null = null) =>
    Array.from({ length: count }, (): ShapedCall => ({ shape, cluster }));
  const dataset = [
    { feature: "language:en", cases: 60, units: 60 },
    { feature: "language:de", cases: 6, units: 2 },
    { feature: "language:fr", cases: 1, units: 1 },
  ];

  test("are thin where production has them often, with an exact interval", () => {
    const found = compareShapes(dataset, [
      ...calls(900, ["language:en"]),
      ...calls(70, ["language:pt"]),
      ...calls(25, ["language:de"]),
      ...calls(5, ["language:fr"]),
    ]);
    expect(found.map(({ feature, isThin }) => [feature, isThin])).toEqual([
      ["language:en", false],
      ["language:pt", true],
      ["language:de", true],
      ["language:fr", false],
    ]);
    // R: binom.test(70, 1000)
    expect(found[1]).toMatchObject({
      cases: 0,
      traffic: {
        calls: 70,
        share: 0.07,
        interval: { lower: expect.closeTo(0.05496, 4), upper: expect.closeTo(0.08762, 4) },
      },
    });
  });

  test("have a wider interval where a few subjects make the calls", () => {
    const independent = compareShapes([], [...calls(50, ["a"]), ...calls(50, ["b"])]);
    const clustered = compareShapes(
      [],
      Array.from({ length: 10 }, (_, at) => calls(10, [at % 2 === 0 ? "a" : "b"], `s${at}`)).flat(),
    );
    const width = ([first]: typeof clustered) => {
      const { lower = 0, upper = 0 } = first?.traffic?.interval ?? {};
      return upper - lower;
    };
    expect(width(clustered)).toBeGreaterThan(2 * width(independent));
  });

  test("without calls are thin by the dataset alone", () => {
    expect(compareShapes(dataset, null).filter(({ isThin }) => isThin)).toHaveLength(2);
    expect(compareShapes(dataset, []).every(({ traffic }) => traffic === null)).toBe(true);
  });
});
