import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { describeLostDigits } from "../errors/context-loses-digits.js";
import { findLostDigits, losesDigits } from "./lost-digits.js";
import { readJson } from "./read-json.js";

describe("a number as written", () => {
  test.each([
    ["9007199254740991", false],
    ["-9007199254740991", false],
    ["9007199254740992", true],
    ["9007199254740993", true],
    ["-9007199254740993", true],
    ["9007199254740993.0", true],
    ["12345678901234567.89", true],
    ["9.007199254740993e15", true],
    ["900719925474099300e-2", true],
    ["9".repeat(400), true],
    ["1e400", true],
    ["-1E+400", true],
    ["1e-400", false],
    ["0.12345678901234567890", false],
    ["1234567.12345678901234567890", false],
    ["6.02214076E+23", false],
    ["1.7976931348623157e308", false],
    ["1e22", false],
    ["5e-324", false],
  ])("%s loses digits: %s", (literal, expected) => {
    expect(losesDigits(literal)).toBe(expected);
  });
});

describe("JSON of others", () => {
  test.each([
    ['{"order":{"id":9007199254740993}}', ["order", "id"]],
    ['{"a":[1,{"b":"x"},[2,-9007199254740993]]}', ["a", 2, 1]],
    ['{"a":{"b":1},"c":9007199254740993}', ["c"]],
    ['{"a":[{},[],{"x":[]}],"c":[0,9007199254740993]}', ["c", 1]],
    ['{"say \\"it\\\\\\"":[9007199254740993]}', ['say "it\\"', 0]],
    ['{"__proto__":9007199254740993}', ["__proto__"]],
    ["9007199254740993", []],
    ["[1E-400, 1e308]", null],
    ['{"a":[1,{"b":1e400}]}', ["a", 1, "b"]],
    ["[0,-1E+0309]", [1]],
    ['{"9007199254740993":"9007199254740993, {9007199254740993}"}', null],
    ['["\\\\",{"a":"}"},1.5]', null],
  ])("%s loses digits at %j", (text, path) => {
    expect(readJson(text)).toEqual({ value: JSON.parse(text), lost: path });
  });

  test("is what JSON.parse reads, and nothing is lost of small numbers", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const value: unknown = JSON.parse(text);
        const read = readJson(text);
        expect(read?.value).toEqual(value);
        if (findLostDigits(value) === null) expect(read?.lost).toBeNull();
      }),
    );
  });

  test("names the place of a number that is planted anywhere", () => {
    const planted = 123_456_789;
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        fc.constant(planted),
        fc.string({ unit: "binary" }),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(fc.string(), tie("value"), { maxKeys: 3 }),
      ),
    }));
    fc.assert(
      fc.property(value, fc.constantFrom(undefined, 2), (each, indent) => {
        const text = JSON.stringify(each, null, indent).replaceAll(
          /\b123456789\b(?!")/g,
          "9007199254740993",
        );
        const path = readJson(text)?.lost ?? null;
        const found = path?.reduce<unknown>(
          (at, key) => Reflect.get(Object(at), key),
          JSON.parse(text),
        );
        expect(found).toBe(text.includes("9007199254740993") ? 2 ** 53 : undefined);
      }),
    );
  });

  test("is read however deep it is nested", () => {
    const deep = `${"[".repeat(50_000)}9007199254740993${"]".repeat(50_000)}`;
    expect(readJson(deep)?.lost).toHaveLength(50_000);
    expect(readJson("{")).toBeUndefined();
  });

  test("the message names the place and the cure", () => {
    expect(describeLostDigits(["orders", 2, "id"])).toBe(
      "orders[2].id: the number is larger than 2^53 − 1 and would lose digits; pass it as text",
    );
  });
});

test("of a value, the numbers are found that may have lost digits", () => {
  expect(findLostDigits({ a: [1, { b: 2 ** 53 }] })).toEqual(["a", 1, "b"]);
  expect(findLostDigits({ a: 1.2345678901234568e24 })).toEqual(["a"]);
  expect(findLostDigits({ a: [1, Number.NEGATIVE_INFINITY] })).toEqual(["a", 1]);
  expect(findLostDigits({ a: Number.NaN, b: 1.7e308 })).toBeNull();
  expect(findLostDigits({ a: 6.02e23, b: 2 ** 53 - 1, c: "9007199254740993", d: null })).toBeNull();
  const own: Record<string, unknown> = {};
  own["own"] = own;
  expect(findLostDigits(own)).toBeNull();
});
