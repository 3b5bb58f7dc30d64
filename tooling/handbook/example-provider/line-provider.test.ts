import { definePrompt } from "@promptrail/core";
import { createPromptrail } from "@promptrail/runtime";
import { describeProvider } from "@promptrail/testing/conformance";
import { expect, test } from "vitest";
import { lineProvider } from "./line-provider.ts";
import { startLineServer } from "./start-line-server.ts";

const key = "key-of-a-test";

describeProvider("the handbook's example", async () => {
  const server = await startLineServer();
  const provider = lineProvider({ url: server.url, key });
  return { provider, model: "line-1", secret: key, play: server.play, close: server.close };
});

test("a provider written against the public port alone is registered in a config and called", async () => {
  const server = await startLineServer();
  const greeting = definePrompt({
    family: "greeting",
    version: 1,
    status: "active",
    provider: "line",
    model: "line-1",
    maxTokens: 20,
    userTemplate: "Greet {{ name }}.",
  });
  const promptrail = await createPromptrail({
    prompts: [greeting],
    providers: [lineProvider({ url: server.url, key })],
  });
  try {
    const result = await promptrail.call("greeting", { name: "Ada" });
    expect(result).toMatchObject({
      text: "Good morning.",
      provider: "line",
      outcome: "ok",
      cost: 0,
    });
  } finally {
    await promptrail.close();
    await server.close();
  }
});
