import { definePrompt } from "@promptrail/core";
import { simulatedProvider } from "@promptrail/testing";
import { expect, test } from "vitest";
import { createPromptrail } from "../../src/index.js";

const greeting = definePrompt({
  family: "greeting",
  version: 1,
  status: "active",
  provider: "simulated",
  model: "simulated-small",
  maxTokens: 50,
  userTemplate: "Greet {{ name }}.",
});

// As JSON or JavaScript gives them: no type looked at them.
test.each([
  ['{ "contextWindow": "deny" }', /`contextWindow` is "deny"\. Give "warn" or "refuse" or "off"/],
  ['{ "strictSettings": "yes" }', /`strictSettings` is "yes"\. Give true or false/],
  [
    '{ "families": { "greeting": { "contextWindow": "Refuse" } } }',
    /`families\.greeting\.contextWindow` is "Refuse"/,
  ],
  [
    '{ "families": { "greeting": { "withoutState": "refused" } } }',
    /`families\.greeting\.withoutState` is "refused"\. Give "serve" or "refuse"/,
  ],
  [
    '{ "families": { "greeting": { "contextwindow": "refuse" } } }',
    /`families\.greeting\.contextwindow` is not a setting of a family\. Did you mean "contextWindow"\?/,
  ],
])("a mistyped guard is refused, as it would let everything pass: %s", async (settings, told) => {
  const config = {
    prompts: [greeting],
    providers: [simulatedProvider()],
    ...JSON.parse(settings),
  };
  await expect(createPromptrail(config)).rejects.toThrow(told);
});
