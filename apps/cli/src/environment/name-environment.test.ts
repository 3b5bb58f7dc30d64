import { expect, test } from "vitest";
import { nameEnvironment } from "./name-environment.js";

test("a cure names the environment that its command was given", () => {
  const text = "Run `promptrail eval a --version 2` first; `promptrail status --env b` shows it.";
  expect(nameEnvironment(text, "staging")).toBe(
    "Run `promptrail eval a --version 2 --env staging` first; `promptrail status --env b` shows it.",
  );
  expect(nameEnvironment(text, undefined)).toBe(text);
  expect(nameEnvironment("`promptrail.config.ts` is missing.", "staging")).toBe(
    "`promptrail.config.ts` is missing.",
  );
});
