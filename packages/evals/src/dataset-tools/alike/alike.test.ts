import type { Case } from "@promptrail/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomRuns } from "../../../../../tooling/test/run/random-runs.ts";
import { findAlike } from "./find-alike.js";
import { similarity, toBandKeys, toShingles } from "./signature.js";

const toCase = (id: string, context: unknown, rest: Partial<Case> = {}): Case => ({
  id,
  context,
  groundTruth: null,
  tags: [],
  cluster: null,
  ...rest,
});

const long =
  "The lamp K1 has a brass foot, a shade of linen, and a cord of two metres; it takes one bulb of nine watts.";

describe("findAlike", () => {
  test.each<[string, Case, Case, object | null]>([
    [
      "white space, case and full-width characters make no difference",
      toCase("a", { name: "Ｌamp  K1\n", of: [1] }),
      toCase("b", { of: [1], name: " lamp k1" }),
      { id: "a", duplicate: "b", kind: "exact", similarity: 1, advice: "remove" },
    ],
    [
      "a number makes one",
      toCase("a", { name: "lamp", price: 1 }),
      toCase("b", { name: "lamp", price: 2 }),
      null,
    ],
    [
      "other turns make one",
      toCase("a", { name: "lamp" }),
      toCase(
        "b",
        { name: "lamp" },
        {
          turns: [
            { role: "assistant", content: [{ type: "text", text: "Go on with the shade." }] },
          ],
        },
      ),
      null,
    ],
    [
      "a changed word of a long text is near",
      toCase("a", { text: long }),
      toCase("b", { text: long.replace("nine", "ten") }),
      { kind: "near", advice: "remove", similarity: expect.closeTo(0.9, 1) },
    ],
    [
      "another truth keeps both",
      toCase("a", { text: long }, { groundTruth: 9 }),
      toCase("b", { text: long.replace("nine", "ten") }, { groundTruth: 10 }),
      { kind: "near", advice: "cluster" },
    ],
    [
      "a tag that the first has not keeps both",
      toCase("a", { text: long }, { tags: ["x"] }),
      toCase("b", { text: long }, { tags: ["x", "y"] }),
      { kind: "exact", advice: "cluster" },
    ],
    [
      "cases of one cluster are known to be alike",
      toCase("a", { text: long }, { cluster: "k1" }),
      toCase("b", { text: long.replace("nine", "ten") }, { cluster: "k1" }),
      null,
    ],
    ["nothing is like nothing else", toCase("a", { text: long }), toCase("b", { text: "" }), null],
  ])("%s", (_what, one, other, expected) => {
    const found = findAlike([one, other]);
    if (expected === null) expect(found).toEqual([]);
    else expect(found).toEqual([expect.objectContaining(expected)]);
  });

  const word = fc.constantFrom("lamp", "brass", "linen", "foot", "shade", "cord", "bulb", "watt");
  const someCase = fc.record({
    context: fc.record({ text: fc.array(word, { maxLength: 12 }).map((words) => words.join(" ")) }),
    groundTruth: fc.constantFrom(null, 1, 2),
    tags: fc.subarray(["x", "y"]),
    cluster: fc.constantFrom(null, null, "c"),
  });
  const someCases = fc
    .array(someCase, { maxLength: 25 })
    .map((list) => list.map((each, at) => toCase(`case-${at}`, each.context, each)));

  test("finds nothing more to remove where what it found is removed, and never what differs in its truth", () => {
    fc.assert(
      fc.property(someCases, (cases) => {
        const found = findAlike(cases, { threshold: 0.5 });
        const byId = new Map(cases.map((each) => [each.id, each]));
        const gone = new Set<string>();
        for (const { id, duplicate, advice } of found) {
          if (advice === "cluster") continue;
          expect(byId.get(duplicate)?.groundTruth).toBe(byId.get(id)?.groundTruth);
          gone.add(duplicate);
        }
        // What a case goes for stays itself.
        for (const { id } of found) expect(gone.has(id)).toBe(false);
        const rest = cases.filter(({ id }) => !gone.has(id));
        const again = findAlike(rest, { threshold: 0.5 });
        expect(again.filter(({ advice }) => advice === "remove")).toEqual([]);
      }),
      { numRuns: randomRuns({ usual: 100, long: 2_000 }) },
    );
  });

  test("sets that are alike share a band, and sets that are not seldom do", () => {
    const text = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, at) => `w${((at + from) * 7919) % 10007}`).join(" ");
    const share = (other: (at: number) => string, one: (at: number) => string) =>
      Array.from({ length: 40 }, (_, at) => at).filter((at) => {
        const keys = new Set(toBandKeys(toShingles(one(at))));
        return toBandKeys(toShingles(other(at))).some((key) => keys.has(key));
      }).length;
    const one = (at: number) => text(at * 1000, at * 1000 + 60);
    const near = (at: number) => text(at * 1000 + 3, at * 1000 + 63);
    const far = (at: number) => text(at * 1000 + 50, at * 1000 + 110);
    expect(similarity(toShingles(one(0)), toShingles(near(0)))).toBeGreaterThan(0.8);
    expect(share(near, one)).toBe(40);
    expect(share(far, one)).toBeLessThan(10);
  });
});
