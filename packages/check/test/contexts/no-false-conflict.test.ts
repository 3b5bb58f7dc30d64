import { definePrompt, type InputSchema } from "@promptrail/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { findContextConflicts } from "../../src/contexts/find-context-conflicts.js";

const numbers = [-6, -1, 0, 0.5, 1, 2, 3, 5, 6, 10];
const texts = ["", "a", "A", "ab", "abc", "yes", "Yes", " a ", "5", "😀😀"];

const bound = fc.constantFrom(...numbers);
const length = fc.integer({ min: 0, max: 4 });
const number = fc
  .tuple(
    fc.constantFrom<() => z.ZodNumber>(z.number, z.int),
    fc.array(
      fc.oneof(
        fc.tuple(fc.constantFrom("gt", "gte", "lt", "lte"), bound),
        fc.tuple(fc.constant("multipleOf" as const), fc.constantFrom(2, 3, 0.5, 5)),
      ),
      { maxLength: 3 },
    ),
  )
  .map(([make, rules]) =>
    rules.reduce((schema, [rule, value]): z.ZodNumber => schema[rule](value), make()),
  );
const text = fc
  .array(
    fc.oneof(
      fc.tuple(fc.constantFrom("min", "max", "length"), length),
      fc.tuple(fc.constant("regex" as const), fc.constantFrom(/^y/, /^Y/i, /a$/, /^\d+$/, /^.?$/u)),
      fc.tuple(fc.constant("trim" as const), fc.constant(0)),
    ),
    { maxLength: 3 },
  )
  .map((rules) =>
    rules.reduce((schema, [rule, value]) => {
      if (rule === "trim") return schema.trim();
      return rule === "regex" ? schema.regex(value) : schema[rule](value);
    }, z.string()),
  );
const listed = fc
  .uniqueArray(fc.constantFrom(...numbers, ...texts, true), { minLength: 1, maxLength: 4 })
  .map((values) => z.literal(values));
const { schema } = fc.letrec<{ schema: z.ZodType }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 2 },
    number,
    text,
    listed,
    fc.constant(z.boolean()),
    tie("schema").map((part) => part.nullable()),
    fc.tuple(tie("schema"), tie("schema")).map((arms) => z.union(arms)),
    fc.tuple(tie("schema"), length).map(([part, least]) => z.array(part).min(least % 3)),
    fc.array(tie("schema"), { minLength: 1, maxLength: 2 }).map(toTuple),
    tie("schema").map((b) => z.object({ b })),
  ),
}));

function toTuple([first = z.string(), ...others]: readonly z.ZodType[]) {
  return z.tuple([first, ...others]);
}

const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom(...numbers),
    fc.constantFrom(...texts),
    fc.constantFrom(true, null),
    fc.array(tie("value"), { maxLength: 2 }),
    tie("value").map((b) => ({ b })),
  ),
}));

function version(number: number, input: InputSchema) {
  return definePrompt({
    family: "greeting",
    version: number,
    status: "draft",
    provider: "claude",
    model: "m",
    maxTokens: 10,
    changelog: "Why.",
    userTemplate: "x",
    input,
  });
}

test("schemas that take one context are never said to have none", () => {
  fc.assert(
    fc.property(schema, schema, fc.array(value, { minLength: 20 }), (one, other, values) => {
      const fits = values.some((each) =>
        [one, other].every((part) => part.safeParse(each).success),
      );
      fc.pre(fits);
      const versions = [version(1, z.object({ a: one })), version(2, z.object({ a: other }))];
      expect(findContextConflicts(versions)).toEqual([]);
    }),
    { numRuns: 200, maxSkipsPerRun: 1000 },
  );
});
