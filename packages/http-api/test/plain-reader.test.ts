import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { createPlainReader, type Route, routes } from "../src/index.js";

const table: readonly Route[] = Object.values(routes);
const parts = table.flatMap(({ name, params, query, body }) =>
  [params, query, body].flatMap((schema, index) =>
    schema === null ? [] : [[`${name}, ${["path", "query", "body"][index]}`, schema] as const],
  ),
);

/** What people send: a part's own fields and others, with values that are right more often than not. */
function arbitraryPart(schema: z.ZodType): fc.Arbitrary<unknown> {
  const { properties = {} } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  const value = fc.oneof(
    fc.string({ maxLength: 3 }),
    fc.constantFrom("", "a".repeat(100), "a".repeat(201), "7", "fleet", null, true, 0, 1, -1, 1.5),
    fc.constantFrom({}, { a: { b: [1] } }, [], [{}]),
    fc.json().map((text): unknown => JSON.parse(text)),
  );
  const names = [...Object.keys(properties), "__proto__", "constructor", "other"];
  const entries = fc.array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 3 });
  // From a text, as requests are: a name such as `__proto__` is then a field like any other.
  const object = entries.map((pairs): unknown => {
    const fields = pairs.map(([name, field]) => `${JSON.stringify(name)}:${JSON.stringify(field)}`);
    return JSON.parse(`{${fields.join(",")}}`);
  });
  return fc.oneof({ arbitrary: object, weight: 9 }, { arbitrary: value, weight: 1 });
}

test.each(parts)(
  "what is read of %s without its schema is what the schema reads",
  (_name, schema) => {
    const read = createPlainReader<z.ZodType>(schema);
    fc.assert(
      fc.property(arbitraryPart(schema), (value) => {
        const outcome = read(value);
        if (outcome !== undefined)
          expect(schema.safeParse(value)).toEqual({ success: true, data: outcome });
      }),
      { numRuns: 300 },
    );
  },
);

test("a call with nothing but its context is read without the schema", () => {
  const { params, query, body } = routes.call;
  expect(createPlainReader(params)({ family: "summary" })).toEqual({ family: "summary" });
  expect(createPlainReader(query)({})).toEqual({});
  expect(createPlainReader(body)({ context: { lines: [1] } })).toEqual({ context: { lines: [1] } });
});

test.each([
  ["a field that is none", { context: {}, other: 1 }],
  ["a name that objects have by themselves", JSON.parse('{"context":{},"__proto__":{}}')],
  ["no context", {}],
  ["a context of another kind", { context: [] }],
  ["a field that is not plain", { context: {}, timeout_ms: 5 }],
  ["a list", [{ context: {} }]],
  ["nothing", null],
])("with %s, the schema is asked", (_what, value: unknown) => {
  expect(createPlainReader(routes.call.body)(value)).toBeUndefined();
});

const identity = { decode: (value: never) => value, encode: (value: never) => value };

test.each([
  ["trims", z.string().trim().min(1)],
  ["has a pattern", z.string().regex(/^a/)],
  ["has a format", z.email()],
  ["has a default", z.string().default("a")],
  ["is refined", z.custom<string>(() => true).refine((value) => value === "b")],
])("a field that %s is never plain", (_what, field) => {
  const codec = z.codec(z.strictObject({ field }), z.custom(), identity as never);
  expect(createPlainReader(codec)({ field: " a" })).toBeUndefined();
});

test("an object that takes other fields, too, is never plain", () => {
  const loose = z.codec(z.object({ a: z.string() }), z.custom(), identity as never);
  expect(createPlainReader(loose)({ a: "a" })).toBeUndefined();
});
