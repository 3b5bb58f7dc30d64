import { inspect } from "node:util";
import { defineFunction, definePrompt, memory, TemplateRefusal } from "@promptrail/core";
import { fakeProvider } from "@promptrail/testing";
import { expect, test, vi } from "vitest";
import { startMetrics } from "../collected-metrics.js";
import { startRuntime } from "../lifecycle/start-runtime.js";

const planted = "hunter2";

const refuse = defineFunction({
  name: "raise_exception",
  version: 1,
  call: (message) => {
    throw new TemplateRefusal(String(message));
  },
});

const shared = { family: "chat", provider: "fake", model: "fake-1", maxTokens: 50 } as const;
const prompts = [
  definePrompt({ ...shared, version: 1, status: "active", userTemplate: "Hello {{ name }}" }),
  definePrompt({
    ...shared,
    version: 2,
    status: "shadow",
    changelog: "Refuses some names.",
    functions: [refuse],
    userTemplate: "Hello {{ name }}{{ raise_exception('no ' ~ name) }}",
  }),
];

test("what a shadow version refuses is told without the words of the refusal", async () => {
  const collect = startMetrics();
  const { promptrail, problems } = await startRuntime({
    prompts,
    providers: [fakeProvider({ answers: () => "Hi." })],
    store: memory(),
  });
  expect((await promptrail.call("chat", { name: planted })).text).toBe("Hi.");
  await vi.waitUntil(() => problems.length > 0);
  const records = await promptrail.calls.read({ family: "chat", limit: 10 });
  const errors = records.map(({ error }) => error);
  const said = inspect([errors, problems, await collect()], { depth: 9, showHidden: true });
  expect(said).toContain("function 'raise_exception' refused its arguments");
  expect(said).not.toContain(planted);
  await promptrail.close();
});
