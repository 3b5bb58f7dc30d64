import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toJson } from "./json-value.js";
import { readJsonForm } from "./read-json-form.js";

class Money {
  readonly #amount = 7;
  get amount() {
    return this.#amount;
  }
}

const cycle: Record<string, unknown> = {};
cycle["own"] = { cycle };
const deep = JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`);

describe("the JSON form of a value", () => {
  test("is the value itself where it is JSON", () => {
    fc.assert(
      // What is read from a text: `-0` and a field `__proto__` are among it.
      fc.property(fc.json(), (text) => {
        const value: unknown = JSON.parse(text);
        const { json } = readJsonForm(value, "data");
        expect(json).toStrictEqual(toJson(value));
        expect(JSON.stringify(json)).toBe(JSON.stringify(value));
      }),
    );
  });

  test.each([
    ["a date", { due: new Date(0) }, { due: "1970-01-01T00:00:00.000Z" }],
    ["what says its own form", [{ toJSON: () => ({ cents: 7 }) }], [{ cents: 7 }]],
    ["a field that is undefined", { a: 1, b: undefined }, { a: 1 }],
    ["an object of another realm", runInNewContext("({ a: [1] })"), { a: [1] }],
    ["an object without prototype", Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
    ["a zero below zero", [-0], [0]],
    [
      "a field of the prototype's name",
      JSON.parse('{"__proto__":[1]}'),
      JSON.parse('{"__proto__":[1]}'),
    ],
    ["a value that stands twice", [cycle["x"] ?? [1], [1]], [[1], [1]]],
  ])("takes %s", (_title, value, json) => {
    expect(readJsonForm(value, "data")).toEqual({ json, problem: null });
  });

  test.each([
    ["data", new Map([["a", 1]]), "an instance of the class Map"],
    ["data.tags", { tags: new Set(["a"]) }, "an instance of the class Set"],
    ["data[1].count", [0, { count: 1n }], "a bigint"],
    ["data.price", { price: new Money() }, "an instance of the class Money"],
    ["data.due", { due: new Date(Number.NaN) }, "an invalid date"],
    ["data.score", { score: Number.NaN }, "NaN"],
    ["data.best", { best: Number.POSITIVE_INFINITY }, "Infinity"],
    ["data[0]", [undefined], "undefined"],
    ["data", undefined, "undefined"],
    ["data.run", { run: () => 1 }, "a function"],
    ["data.kind", { kind: Symbol("a") }, "a symbol"],
    ["data.price.net", { price: { toJSON: () => ({ net: 1n }) } }, "a bigint"],
  ])("is none where %s has none", (path, value, what) => {
    expect(readJsonForm(value, "data")).toEqual({
      json: null,
      problem: `\`${path}\` is ${what}, which JSON cannot represent`,
    });
  });

  test.each([
    ["contains itself", cycle, "`data.own.cycle` contains itself, which JSON cannot represent"],
    ["is deeper than the stack", deep, "`data` cannot be written as JSON"],
    [
      "throws when it is asked",
      { toJSON: () => JSON.parse("no") },
      "`data` cannot be written as JSON",
    ],
  ])("is none where a value %s", (_title, value, problem) => {
    expect(readJsonForm(value, "data")).toEqual({ json: null, problem });
  });
});
