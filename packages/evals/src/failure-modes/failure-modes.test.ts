import fc from "fast-check";
import { expect, test } from "vitest";
import { cases } from "../datasets/cases.js";
import { padToWindow } from "./pad-to-window.js";
import { tagByShape } from "./tag-by-shape.js";

const share = fc.double({ min: 0.1, max: 1, noNaN: true });

test("a padded case fills its share of the window to within one filler, whatever is counted, and stands where it is asked to", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2_000, max: 50_000 }),
      fc.uniqueArray(share, { minLength: 1, maxLength: 4 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (window, fills, position) => {
        const countTokens = (text: string) => text.length / 3;
        const filler = "Nobody had a question today. ";
        const padded = padToWindow([{ id: "a", context: { before: "", after: "" } }], {
          window,
          taken: 150,
          fills,
          positions: [position],
          filler,
          countTokens,
          place: (_context, padding) => padding,
        });
        for (const [at, { context, tags = [], cluster }] of padded.entries()) {
          const tokens = 150 + countTokens(context.before + context.after);
          const wanted = window * (fills[at] ?? 0);
          expect(tokens).toBeLessThanOrEqual(wanted + 1e-6);
          expect(tokens).toBeGreaterThan(wanted - countTokens(filler) - 1e-6);
          const ahead = countTokens(context.before);
          expect(Math.abs(ahead - position * (tokens - 150))).toBeLessThanOrEqual(
            countTokens(filler),
          );
          expect([tags.length, cluster]).toEqual([3, "a"]);
        }
      },
    ),
    { numRuns: 50 },
  );
});

test("each fill and position is a case of its own, with its tags beside those of the case", () => {
  const padded = padToWindow([{ id: "a", context: {}, tags: ["tea"], cluster: "shop" }], {
    window: 4_000,
    place: (context) => context,
  });
  expect(new Set(padded.map(({ id }) => id)).size).toBe(12);
  expect(padded[0]).toMatchObject({
    id: "a fill:25% before:0%",
    tags: ["tea", "fill:25%", "before:0%", "fill:25% before:0%"],
    cluster: "shop",
  });
});

test.each([
  [{ window: 1_000, taken: 400 }, /takes 400 of 1000 tokens/],
  [{ window: 8_000, fills: [1.2] }, /shares up to 1 as `fills`, not 1.2/],
  [{ window: 8_000, fills: [] }, /not an empty list/],
  [{ window: 8_000, positions: [-0.5] }, /as `positions`, not -0.5/],
  [{ window: 8_000, filler: "" }, /The filler has no tokens/],
])("padding that cannot be made is refused: %j", (settings, message) => {
  const list = [{ id: "a", context: {} }];
  const place = (context: object) => context;
  expect(() => padToWindow(list, { ...settings, place })).toThrow(message);
});

test("the shape of a case is among its tags, without what is the same for nearly all", async () => {
  const dataset = cases("products", [
    { id: "latin", context: { name: "A lamp of oak", price: "€ 12" }, tags: ["tea"] },
    { id: "han", context: { name: "机械键盘", brand: null } },
  ]);
  const tags: (readonly string[])[] = [];
  for await (const each of tagByShape(dataset).read()) tags.push(each.tags);
  expect(tags[0]).toEqual(expect.arrayContaining(["tea", "script:latin", "currency:eur"]));
  expect(tags[1]).toEqual(expect.arrayContaining(["script:han", "missing:brand"]));
  expect(tags.flat().join(" ")).not.toMatch(/length:|numbers:/);
});
