import { Validator } from "@cfworker/json-schema";
import type { JsonObject, JsonValue } from "@promptrail/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tryEval } from "../../suite/try-eval.js";
import { jsonField } from "./json-field.js";
import { findAt, parsePointer } from "./json-pointer.js";
import { matchesJsonSchema } from "./matches-json-schema.js";

const value = fc.letrec<{ json: JsonValue }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<JsonValue>("", "a", "2026-11-30", "é", 0, 1, 2.5, -3, true, null),
    fc.array(tie("json"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", "c"), tie("json"), { maxKeys: 3 }),
  ),
})).json;

/** Keywords of 2020-12 that both libraries have, at every depth. */
const schema = fc.letrec<{ schema: JsonObject }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<JsonObject>(
      { type: "string", minLength: 1 },
      { type: "string", maxLength: 1 },
      { type: "string", format: "date" },
      { type: "string", pattern: "^[a-c]" },
      { type: "string", pattern: "[^a]$" },
      { type: ["integer", "null"] },
      { type: "number", minimum: 1, exclusiveMaximum: 2.5 },
      { multipleOf: 0.5 },
      { const: null },
      { enum: [0, "a", [1]] },
    ),
    fc.record({
      type: fc.constant("array"),
      prefixItems: fc.tuple(tie("schema")),
      items: tie("schema"),
    }),
    fc.record({
      type: fc.constant("array"),
      uniqueItems: fc.constant(true),
      contains: tie("schema"),
    }),
    fc.record({
      type: fc.constant("object"),
      properties: fc.record({ a: tie("schema"), b: tie("schema") }),
      required: fc.constantFrom<string[]>(["a"], []),
      additionalProperties: fc.oneof(fc.constant(false), tie("schema")),
    }),
    fc.record({
      type: fc.constant("object"),
      allOf: fc.tuple(fc.record({ properties: fc.record({ a: tie("schema") }) })),
      unevaluatedProperties: fc.constant(false),
    }),
    fc.record({ anyOf: fc.tuple(tie("schema"), tie("schema")) }),
    fc.record({ oneOf: fc.tuple(tie("schema"), tie("schema")) }),
    fc.record({ not: tie("schema") }),
    fc
      .tuple(tie("schema"), tie("schema"), tie("schema"))
      // The other library lets `then` see which properties `if` evaluated, which JSON Schema does not (10.2, 11.3).
      .filter(([, ...branches]) => !JSON.stringify(branches).includes("unevaluated"))
      // By name: an object with a field `then` would be taken for a promise.
      .map((parts) =>
        Object.fromEntries(["if", "then", "else"].map((key, at) => [key, parts[at] ?? {}])),
      ),
  ),
})).schema;

describe("matchesJsonSchema", () => {
  test("agrees with another library", async () => {
    let fitting = 0;
    await fc.assert(
      fc.asyncProperty(
        schema,
        fc.array(value, { minLength: 5, maxLength: 10 }),
        async (rule, values) => {
          const check = matchesJsonSchema(rule);
          const other = new Validator(structuredClone(rule), "2020-12");
          for (const each of values) {
            const told = await tryEval(check, { output: JSON.stringify(each) });
            const { valid } = other.validate(each);
            expect(told?.passed, `${JSON.stringify(rule)} ${JSON.stringify(each)}`).toBe(valid);
            if (valid) fitting += 1;
          }
        },
      ),
      { numRuns: 20 },
    );
    expect(fitting).toBeGreaterThan(0);
  });

  const order: JsonObject = {
    title: "order",
    type: "object",
    properties: {
      mail: { type: "string", format: "email" },
      lines: { type: "array", items: { $ref: "#/$defs/line" } },
    },
    required: ["mail"],
    additionalProperties: false,
    $defs: { line: { type: "object", properties: { "a/b": { type: "integer" } } } },
  };

  test("names the place and the fault, and the schema's title", async () => {
    const check = matchesJsonSchema(order);
    expect(check.name).toBe("matches_json_schema(order)");
    const reasonOf = async (output: string) => (await tryEval(check, { output }))?.reason;
    expect(await reasonOf('{"mail":"a@b.ch","lines":[]}')).toBe("The answer fits the schema.");
    expect(await reasonOf('{"mail":"a","lines":[{"a/b":0.5}],"x":1}')).toBe(
      'The answer does not fit the schema: must NOT have additional properties: x; mail: must match format "email"; lines[0].a/b: must be integer.',
    );
    expect(await reasonOf("order")).toBe("The answer is not JSON.");
    expect(await reasonOf('{"mail":"a@b.ch","lines":[9007199254740993]}')).toMatch(/lose digits/);
  });

  test("two patterns are two, and none backtracks for ever", async () => {
    const check = matchesJsonSchema({
      type: "object",
      properties: {
        a: { type: "string", pattern: "^(a+)+$" },
        b: { type: "string", pattern: "^b$" },
      },
    });
    const passes = async (a: string, b: string) =>
      (await tryEval(check, { output: JSON.stringify({ a, b }) }))?.passed;
    expect(await passes("aa", "b")).toBe(true);
    expect(await passes("b", "b")).toBe(false);
    expect(await passes("aa", "aa")).toBe(false);
    expect(await passes(`${"a".repeat(50_000)}!`, "b")).toBe(false);
  });
});

describe("a JSON Pointer", () => {
  test("finds every member of every value, as it is written in RFC 6901", () => {
    const keys = fc.dictionary(fc.string(), fc.array(fc.integer(), { maxLength: 3 }));
    fc.assert(
      fc.property(keys, (object) => {
        for (const [key, list] of Object.entries(object)) {
          const escaped = key.replaceAll("~", "~0").replaceAll("/", "~1");
          list.forEach((number, at) => {
            const path = parsePointer(`/${escaped}/${at}`);
            expect(path).toEqual([key, String(at)]);
            expect(findAt(object, path ?? [])).toBe(number);
          });
        }
      }),
    );
  });

  test.each(["a", "/~", "/~2", 5])("%s is none", (text) => {
    expect(parsePointer(text)).toBeUndefined();
  });

  test("leads nowhere beside what is there", () => {
    const path = (pointer: string) => findAt({ a: [{ b: null }] }, parsePointer(pointer) ?? []);
    expect(path("")).toEqual({ a: [{ b: null }] });
    expect(path("/a/0/b")).toBeNull();
    for (const pointer of ["/a/1", "/a/00", "/a/-", "/a/length", "/toString", "/a/0/b/c"]) {
      expect(path(pointer)).toBeUndefined();
    }
  });
});

describe("jsonField", () => {
  const judge = (output: unknown, ...settings: Parameters<typeof jsonField>) =>
    tryEval(jsonField(...settings), { output: JSON.stringify(output) });

  test("agrees with a plain comparison of numbers", async () => {
    // Multiples of 1/16 are exact, so that the plain comparison is right at the edge.
    const number = fc.integer({ min: -800, max: 800 }).map((each) => each / 16);
    const comparison = fc.constantFrom("below", "at_most", "at_least", "above");
    await fc.assert(
      fc.asyncProperty(
        number,
        number,
        comparison,
        fc.nat(64),
        async (answer, expected, order, part) => {
          const tolerance = part / 16;
          const near = await judge({ n: [answer] }, "/n/0", { expected, tolerance });
          expect(near?.passed).toBe(Math.abs(answer - expected) <= tolerance);
          const relative = await judge(answer, "", { expected, relativeTolerance: part / 64 });
          expect(relative?.passed).toBe(
            Math.abs(answer - expected) <= (part / 64) * Math.abs(expected),
          );
          const ordered = await judge({ n: answer }, "/n", { expected, comparison: order });
          const holds = {
            below: answer < expected,
            at_most: answer <= expected,
            at_least: answer >= expected,
            above: answer > expected,
          };
          expect(ordered?.passed).toBe(holds[order]);
        },
      ),
    );
  });

  test("a value equals itself, and no other JSON", async () => {
    await fc.assert(
      fc.asyncProperty(value, value, async (one, other) => {
        expect((await judge({ v: one }, "/v", { expected: one }))?.passed).toBe(true);
        const isSame = JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
        expect((await judge({ v: one }, "/v", { expected: other }))?.passed).toBe(isSame);
      }),
    );
  });

  test.each<[string, unknown, Parameters<typeof jsonField>, boolean, string]>([
    [
      "the last digits of floating point",
      { a: 0.4 },
      ["/a", { expected: 0.3, tolerance: 0.1 }],
      true,
      "/a is 0.4; expected 0.3 ± 0.1.",
    ],
    [
      "a sum, exactly",
      { a: 0.1 + 0.2 },
      ["/a", { expected: 0.3 }],
      false,
      "/a is 0.30000000000000004; expected 0.3.",
    ],
    [
      "numbers inside of lists",
      { a: [1.04, { b: 2 }] },
      ["/a", { expected: [1, { b: 2.05 }], relativeTolerance: 0.05 }],
      true,
      "/a is [ 1.04, { b: 2 } ]; expected [ 1, { b: 2.05 } ] ± 5 %.",
    ],
    [
      "a number that is a text",
      { a: "1" },
      ["/a", { expected: 1, tolerance: 5 }],
      false,
      "/a is '1'; expected 1 ± 5.",
    ],
    [
      "a text below a number",
      { a: "1" },
      ["/a", { expected: 5, comparison: "below" }],
      false,
      "/a is '1', which is not a number.",
    ],
    ["null", { a: null }, ["/a", { expected: null }], true, "/a is null; expected null."],
    ["nothing", {}, ["/a", { expected: null }], false, "The answer has no /a."],
    ["another case", { a: "OK" }, ["/a", { expected: "ok" }], false, "/a is 'OK'; expected 'ok'."],
  ])("%s", async (_title, output, settings, passed, reason) => {
    expect(await judge(output, ...settings)).toMatchObject({ passed, reason });
  });

  test("compares with the same place of the ground truth, or with what a function of the case says", async () => {
    const subject = { output: '{"a":{"b":2}}', groundTruth: { a: { b: 2 } } };
    expect(await tryEval(jsonField("/a/b"), subject)).toMatchObject({ passed: true });
    await expect(
      tryEval(jsonField("/a/b"), { ...subject, groundTruth: { a: {} } }),
    ).rejects.toThrow(/ground truth is { a: {} }/);
    const empty = jsonField("/a/b", { comparison: "above", expected: () => null });
    expect(await tryEval(empty, subject)).toBeNull();
    const data = { ...subject, data: { a: { b: 3 } } };
    expect((await tryEval(jsonField("/a/b"), data))?.reason).toBe("/a/b is 3; expected 2.");
  });
});

function sorted(json: JsonValue): unknown {
  if (Array.isArray(json)) return json.map(sorted);
  if (typeof json !== "object" || json === null) return json;
  return Object.entries(json)
    .map(([key, member]) => [key, sorted(member)])
    .sort(([left], [right]) => (String(left) < String(right) ? -1 : 1))
    .concat([["{}"]]);
}
