import fc from "fast-check";
import { expect, test } from "vitest";
import { isLong } from "./random-runs.ts";

const draw = () => fc.sample(fc.string({ minLength: 5 }), 20);

test.skipIf(isLong)("a property draws the same in each run", () => {
  expect(fc.readConfigureGlobal().seed).toBeTypeOf("number");
  expect(draw()).toEqual(draw());
});
