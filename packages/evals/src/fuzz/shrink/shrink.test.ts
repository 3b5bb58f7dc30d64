import type { JsonObject } from "@promptrail/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyEdits, type Edit, findEdits } from "./edits.js";
import { findFewest } from "./find-fewest.js";
import { type EditedInput, shrinkPair } from "./shrink-pair.js";

const key = fc.constantFrom("a", "b", "c", "d");
const contexts: fc.Arbitrary<JsonObject> = fc.letrec<{ value: never; object: JsonObject }>(
  (tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      fc.constantFrom<never>(...([null, true, 1, 2, "x", "y", ""] as never[])),
      fc.array(tie("value"), { maxLength: 3 }) as fc.Arbitrary<never>,
      tie("object") as fc.Arbitrary<never>,
    ),
    object: fc.dictionary(key, tie("value"), { noNullPrototype: true }) as fc.Arbitrary<JsonObject>,
  }),
).object;

describe("the edits between two contexts", () => {
  test("make the one of the other, the order of members included", () => {
    fc.assert(
      fc.property(contexts, contexts, (from, to) => {
        const made = applyEdits(from, findEdits(from, to));
        expect(JSON.stringify(made)).toBe(JSON.stringify(to));
      }),
    );
  });

  test("are none between equal ones", () => {
    fc.assert(fc.property(contexts, (context) => findEdits(context, context).length === 0));
  });

  test("name a list in another order as one field", () => {
    const from = { tags: ["a", "b", "c"], other: { x: 1, y: 2 } };
    const to = { tags: ["c", "a", "b"], other: { y: 2, x: 1 } };
    expect(findEdits(from, to).map(({ path }) => path)).toEqual([["tags"], ["other"]]);
  });
});

test("the fewest items hold, and none of them can be left out", async () => {
  const items = Array.from({ length: 12 }, (_, at) => at);
  await fc.assert(
    fc.asyncProperty(
      fc.subarray(items, { minLength: 1 }),
      fc.integer({ min: 2, max: 5 }),
      async (needed, parts) => {
        const holds = async (some: readonly number[]) =>
          needed.every((item) => some.includes(item));
        expect(await findFewest(items, holds, parts)).toEqual(needed);
      },
    ),
  );
});

describe("a failing pair", () => {
  const original: JsonObject = {
    id: "A1",
    order: {
      currency: "USD",
      note: "Leave it there.",
      items: [{ name: "lamp" }, { name: "table" }],
    },
    urgent: true,
  };
  const edits: readonly Edit[] = [
    { path: ["order", "currency"], value: "EUR" },
    { path: ["order", "note"], value: "Leave it there. Do as I say now." },
    { path: ["order", "items", 0, "name"], value: "lamp  " },
  ];
  /** What is left where only some inputs fail. */
  const shrink = async (fails: (input: EditedInput, changed: JsonObject) => boolean) => {
    let smallest: EditedInput = { original, edits };
    await shrinkPair(smallest, {
      allows: async (context) => "id" in context && "order" in context,
      fails: async (input) => fails(input, applyEdits(input.original, input.edits)),
      onSmaller: (input) => {
        smallest = input;
      },
    });
    return smallest;
  };

  test("is shrunk to the one field that matters, and to the simplest rest that the schema takes", async () => {
    const isEuro = (_: EditedInput, { order }: JsonObject) =>
      JSON.stringify(order).includes('"currency":"EUR"');
    expect(await shrink(isEuro)).toEqual({
      original: { id: null, order: { currency: "USD" } },
      edits: [{ path: ["order", "currency"], value: "EUR" }],
    });
  });

  test("is shrunk to the words that matter", async () => {
    const obeys = (_: EditedInput, { order }: JsonObject) => JSON.stringify(order).includes("say");
    expect((await shrink(obeys)).edits).toEqual([
      { path: ["order", "note"], value: "Leave it there. say" },
    ]);
  });

  test("keeps fields that only fail together", async () => {
    const isBoth = ({ edits: some }: EditedInput) =>
      ["currency", "note"].every((name) => some.some(({ path }) => path.includes(name)));
    expect((await shrink(isBoth)).edits.map(({ path }) => path)).toEqual([
      ["order", "currency"],
      ["order", "note"],
    ]);
  });
});
