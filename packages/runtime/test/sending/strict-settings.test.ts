import { definePrompt, type PromptrailConfig } from "@promptrail/core";
import { fakeProvider } from "@promptrail/testing";
import { expect, onTestFinished, test } from "vitest";
import { createPromptrail } from "../../src/index.js";

const warm = {
  family: "greeting",
  version: 1,
  status: "active",
  provider: "fake",
  model: "m",
  maxTokens: 50,
  temperature: 1,
  userTemplate: "Greet.",
} as const;

function open(prompt: object, settings: Partial<PromptrailConfig>) {
  const provider = fakeProvider({
    answers: () => "Hello.",
    findIgnored: ({ model, settings: { temperature } }) =>
      model === "m" && temperature !== undefined
        ? [{ setting: "temperature", reason: "m does not support it; it was not sent." }]
        : [],
    capabilities: {
      tools: false,
      output: "none",
      outputRoot: "any",
      cacheHints: false,
      reasoning: false,
    },
  });
  const prompts = [definePrompt({ ...warm, ...prompt })];
  const opened = createPromptrail({
    prompts,
    providers: [provider],
    projectFolder: import.meta.dirname,
    ...settings,
  });
  onTestFinished(async () => (await opened).close());
  return { opened, provider };
}

const cached = [{ role: "user", template: "Greet.", cache: { ttl: "5m" } }];

test.each([
  ["its own model", {}, ["temperature"], /greeting_v1 .*"m" of "fake".*temperature: m does not/],
  ["a fallback's", { model: "n", fallbacks: [{ model: "m" }] }, ["temperature"], /"m" of "fake"/],
  [
    "the provider",
    { model: "n", userTemplate: undefined, messages: cached },
    ["cache"],
    /cache: the provider "fake" does not support it/,
  ],
])(
  "under strictSettings nothing is sent of a version that asks for what %s cannot take",
  async (_whose, prompt, settings, words) => {
    const { opened, provider } = open(prompt, { strictSettings: true });
    const promptrail = await opened;
    for (const asking of [
      promptrail.call("greeting", {}),
      Array.fromAsync(promptrail.stream("greeting", {})),
    ]) {
      await expect(asking).rejects.toThrow(words);
      await expect(asking).rejects.toMatchObject({
        code: "setting_refused",
        data: {
          prompt: "greeting_v1",
          provider: "fake",
          model: settings[0] === "cache" ? "n" : "m",
          settings,
        },
      });
    }
    expect(provider.calls).toEqual([]);
  },
);

test("an eval asks for nothing that the model cannot take, and asks no fallback", async () => {
  const strict = { strictSettings: true };
  const refused = (await open({}, strict).opened).evaluate("greeting", 1, {});
  await expect(refused).rejects.toMatchObject({ code: "setting_refused" });
  const fitting = await open({ model: "n", fallbacks: [{ model: "m" }] }, strict).opened;
  expect(await fitting.evaluate("greeting", 1, {})).toMatchObject({ outcome: "ok" });
});

test.each([
  [{}, true],
  [{ families: { greeting: { strictSettings: true } } }, false],
  [{ strictSettings: true, families: { greeting: { strictSettings: false } } }, true],
  [{ strictSettings: true, families: { greeting: { gate: "none" } } }, false],
] as const)("with %j the call is answered: %s", async (settings, isAnswered) => {
  const { opened, provider } = open({}, settings);
  const answered = await (await opened).call("greeting", {}).then(
    () => true,
    () => false,
  );
  expect([answered, provider.calls.length]).toEqual([isAnswered, isAnswered ? 1 : 0]);
});
