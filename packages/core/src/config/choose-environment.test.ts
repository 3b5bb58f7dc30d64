import { expect, test } from "vitest";
import { chooseEnvironment } from "./choose-environment.js";

test.each([
  [{}, "development", false],
  [{ variable: "" }, "development", false],
  [{ variable: "staging" }, "staging", true],
  [{ config: "staging" }, "staging", true],
  [{ config: "staging", variable: "staging" }, "staging", true],
  [{ option: "production", config: "staging", variable: "test" }, "production", true],
])("of %j the environment is %s", (names, name, isNamed) => {
  expect(chooseEnvironment(names)).toEqual({ name, isNamed });
});

test.each([
  [{ config: "staging", variable: "production" }, /config names "staging".*"production"/],
])("%j is refused", (names, message) => {
  expect(() => chooseEnvironment(names)).toThrow(message);
});
