import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tryEval } from "../../suite/try-eval.js";
import { findNames } from "./find-names.js";
import { findNumbers } from "./find-numbers.js";
import { groundedNames, groundedNumbers } from "./grounded.js";

const readingsOf = (text: string) => findNumbers(text).map(({ readings }) => readings);

describe("findNumbers", () => {
  test("finds the plain numbers that a plain pattern finds", () => {
    const word = fc.constantFrom("lamp", "and", "watts", "(", ")", "—", "灯", "מנורה");
    const number = fc.oneof(
      fc.integer({ min: 0, max: 999_999 }).map(String),
      fc.tuple(fc.nat(9_999), fc.constantFrom("5", "25", "3075")).map((parts) => parts.join(".")),
    );
    const part = fc.oneof(word, number);
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
        const text = `x ${parts.join("; ")}`;
        const plain = [...text.matchAll(/\d+(?:\.\d+)?/g)].map(([found]) => Number(found));
        const found = readingsOf(text).map((readings) => readings[0]);
        expect(found).toEqual(plain.map((value) => [value]));
      }),
    );
  });

  test("reads a number as every locale of the platform writes it", () => {
    const locale = fc.constantFrom(
      "en",
      "de",
      "fr",
      "de-CH",
      "en-IN",
      "es",
      "ar-EG",
      "fa",
      "hi-u-nu-deva",
      "th-u-nu-thai",
    );
    // Two digits behind the point, so that no locale's way is another's for another number.
    const cents = fc.integer({ min: 0, max: 99_999_999 }).filter((each) => each % 10 !== 0);
    fc.assert(
      fc.property(locale, cents, (tag, amount) => {
        const written = (amount / 100).toLocaleString(tag, { minimumFractionDigits: 2 });
        const [readings = []] = readingsOf(`x ${written} x`);
        expect(readings, `${tag}: ${written}`).toContainEqual([amount / 100]);
      }),
    );
  });

  test.each<[string, readonly (readonly (readonly number[])[])[]]>([
    ["1.299", [[[1.299], [1299]]]],
    ["1,299,000", [[[1_299_000]]]],
    ["12,34,567", [[[1_234_567]]]],
    ["0.125", [[[0.125]]]],
    ["5 100", [[[5100], [5, 100]]]],
    ["5 10", [[[5, 10]]]],
    ["1.2.3 and 12.05.2026", [[[1, 2, 3]], [[12, 5, 2026]]]],
    ["20 %", [[[20], [0.2]]]],
    ["at 12:30, 5-10 days", [[[12]], [[30]], [[5]], [[10]]]],
    ["mp3, XR200 and 10cm", [[[10]]]],
    ["1. one\n 2) two\n3 three", [[[3]]]],
    ["It is 3. Yes.", [[[3]]]],
    ["٣٫٥ and ३", [[[3.5]], [[3]]]],
    ["half, ½, three, IV", []],
  ])("reads %s", (text, readings) => {
    expect(readingsOf(text)).toEqual(readings);
  });
});

describe("groundedNumbers", () => {
  test("holds where all numbers are the context's, and names the one that is not", async () => {
    const number = fc.integer({ min: 1, max: 9_999 });
    const list = fc.uniqueArray(number, { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(list, fc.nat(), async (numbers, at) => {
        const context = { product: { sizes: numbers, note: `about ${numbers[0]}` } };
        const output = numbers.map((each) => `It has ${each} parts`).join(". ");
        expect(await tryEval(groundedNumbers(), { output, context })).toMatchObject({
          passed: true,
          score: 1,
        });
        const other = 10_000 + (at % 1_000);
        const told = await tryEval(groundedNumbers(), { output: `${output}, ${other}`, context });
        expect(told?.score).toBeCloseTo(numbers.length / (numbers.length + 1), 12);
        expect(told?.reason).toBe(`Not in the context: ${other}.`);
      }),
    );
  });

  const passes = async (output: string, context: unknown, settings = {}) =>
    (await tryEval(groundedNumbers(settings), { output, context }))?.passed;

  test.each<[string, string, unknown, object, boolean]>([
    ["another way to write it", "Only $1,299.00!", { price: 1299 }, {}, true],
    ["a number in a text", "1.299 €", { note: "costs 1299 euros" }, {}, true],
    ["a share as percent", "20 % off", { discount: 0.2 }, {}, true],
    ["a negative number", "down by 5", { change: -5 }, {}, true],
    ["a date in another order", "on 12.05.2026", { date: "2026-05-12" }, {}, true],
    ["a rounded number", "about 30", { price: 29.99 }, {}, false],
    [
      "a rounded number within a tolerance",
      "about 30",
      { price: 29.99 },
      { relativeTolerance: 0.01 },
      true,
    ],
    ["an allowed number", "open 24 hours", {}, { allow: [24] }, true],
    ["a field's name", "Model 7", { size7: "large" }, {}, false],
    ["the marks of a list", "1. warm\n2. bright", {}, {}, true],
    ["no number", "warm", {}, {}, true],
  ])("%s", async (_title, output, context, settings, holds) => {
    expect(await passes(output, context, settings)).toBe(holds);
  });

  test("reads another source, and a long row in bounded time", async () => {
    const from = ({ groundTruth }: { readonly groundTruth: { readonly page: string } }) =>
      groundTruth.page;
    const check = groundedNumbers({ from });
    expect(check.needsGroundTruth).toBe(true);
    const subject = { output: "42", groundTruth: { page: "the answer is 42" } };
    expect(await tryEval(check, subject)).toMatchObject({ passed: true });
    for (const row of ["1 100 ", "1.", "9", " ", "٣ "]) {
      expect(await passes(row.repeat(20_000), { row: row.repeat(10) })).toBeTypeOf("boolean");
    }
  });
});

describe("findNames", () => {
  test.each<[string, readonly string[]]>([
    ["The lamp is by Jane Smith of Berlin.", ["Jane", "Smith", "Berlin"]],
    ["Jane is here. Berlin is not.", []],
    ["USB works. iPhone too. XR-200 fits.", ["USB", "iPhone", "XR-200"]],
    ["He said: “Take it.” (It works.)", []],
    ["I like O'Neil’s AT&T plan", ["O'Neil", "AT&T"]],
    ["# Made For Camping\nPerfect For Camping\nfor Camping", ["Camping"]],
    ["FREE SHIPPING NOW\nwith FREE shipping", ["FREE"]],
    ["- Oak frame\n* Brass foot\n1. Soft light", []],
    ["лампа из Берлина", ["Берлина"]],
    ["λάμπα από το Βερολίνο", ["Βερολίνο"]],
    ["柏林的灯 مصباح מנורה दीपक", []],
    ["für den Tisch", ["Tisch"]],
  ])("in %s", (text, names) => {
    expect(findNames(text).map((name) => name.text)).toEqual(names);
  });
});

describe("groundedNames", () => {
  test("holds where all names are the context's, and names those that are not", async () => {
    const name = fc.constantFrom("Berlin", "Jane", "O'Neil", "USB", "Ørsted", "Москва", "McDonald");
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(name, { minLength: 1 }), fc.nat(), async (names, at) => {
        const known = names.toSpliced(at % names.length, 1);
        const lost = names[at % names.length] ?? "";
        const output = `It is about ${names.join(" and ")}.`;
        const judge = (context: unknown) => tryEval(groundedNames(), { output, context });
        expect(await judge({ list: [names.join(", ").toLowerCase()] })).toMatchObject({
          passed: true,
          score: 1,
        });
        const told = await judge({ names: known });
        expect(told?.passed).toBe(false);
        expect(told?.score).toBeCloseTo(known.length / names.length, 12);
        expect(told?.reason).toBe(`Not in the context: ${lost}.`);
      }),
    );
  });

  const judge = (output: string, context: unknown, settings = {}) =>
    tryEval(groundedNames(settings), { output, context });

  test("takes parts of a name, another spelling of Unicode, and allowed words", async () => {
    expect(await judge("by Paul", { maker: "Jean-Paul" })).toMatchObject({ passed: true });
    expect(await judge("by Jean-Paul", { maker: "Jean and Paul" })).toMatchObject({ passed: true });
    expect(await judge("in Zu\u0308rich", { city: "Zürich" })).toMatchObject({ passed: true });
    expect(await judge("on Monday", {}, { allow: ["monday"] })).toMatchObject({ passed: true });
    expect(await judge("on Monday", {})).toMatchObject({ passed: false });
  });

  test("does not apply where no letter has a capital form", async () => {
    expect(await judge("这是柏林的灯。", {})).toBeNull();
    expect(await judge("42", {})).toMatchObject({ passed: true });
  });

  test("takes a long line in bounded time", async () => {
    for (const part of ["Aa ", "A", "Aa.", "\"'(", "# "]) {
      expect(await judge(part.repeat(30_000), { part })).toBeDefined();
    }
  });
});
