import { expect, test } from "vitest";
import { withDefaults } from "./with-defaults.js";

test("a setting that is undefined leaves its default as it is", () => {
  const defaults: { readonly most: number; readonly name: string } = { most: 5, name: "a" };
  expect(withDefaults(defaults, { most: undefined, name: "b" })).toEqual({ most: 5, name: "b" });
  expect(withDefaults(defaults)).toEqual(defaults);
  expect(withDefaults(defaults, { most: 0 })).toEqual({ most: 0, name: "a" });
});
