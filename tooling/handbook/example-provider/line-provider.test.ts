import { definePrompt } from "@promptrail/core";
import { createPromptrail } from "@promptrail/runtime";
import { describeProvider } from "@promptrail/testing/conformance";
import { startUpstream } from "@promptrail/testing/upstreams";
import { expect, test } from "vitest";
import { isLong } from "../../test/run/random-runs.ts";
import harness from "./line-harness.ts";
import { lineProvider } from "./line-provider.ts";
import { lineWire } from "./line-upstream.ts";

describeProvider("the handbook's example", harness, { long: isLong });

test("a provider written against the public port alone is registered in a config and called", async () => {
  const server = await startUpstream(lineWire);
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
    providers: [lineProvider({ url: server.baseUrl, key: "any" })],
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
