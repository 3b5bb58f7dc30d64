import { expect, test } from "vitest";
import { findLooseness } from "./find-looseness.js";

const closed = {
  type: "object",
  properties: { type: { type: "string" }, required: { enum: ["a", "b"] } },
  required: ["type", "required"],
  additionalProperties: false,
} as const;

test("a closed schema is strict, whatever its properties are called", () => {
  expect(findLooseness(closed)).toBeNull();
  expect(findLooseness({ anyOf: [closed, { type: "null" }] })).toBeNull();
});

test("what is loose is named, however deep it lies", () => {
  const open = { ...closed, additionalProperties: true };
  expect(findLooseness(open)).toBe("the answer may have other properties");
  const nested = { ...closed, properties: { type: { type: "array", items: open }, required: {} } };
  expect(findLooseness(nested)).toBe("the answer.type may have other properties");
  expect(findLooseness({ ...closed, required: ["type"] })).toBe("the answer.required is optional");
  expect(findLooseness({ type: "object" })).toBe("the answer is an object of any shape");
});
