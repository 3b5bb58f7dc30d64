import { expect, test } from "vitest";
import { definePrompt } from "../../src/index.js";

const settings = {
  family: "greeting",
  version: 1,
  status: "active",
  provider: "simulated",
  model: "m",
  maxTokens: 20,
  userTemplate: "Hello",
} as const;

test.each([
  [{ maxToken: 20 }, 'Did you mean "maxTokens"?'],
  [{ status: "aktive" }, 'Did you mean "active"?'],
])("a prompt that is misspelt is told what was probably meant: %j", (wrong, hint) => {
  const declare: (settings: never) => unknown = definePrompt;
  expect(() => declare({ ...settings, ...wrong } as never)).toThrow(hint);
});
