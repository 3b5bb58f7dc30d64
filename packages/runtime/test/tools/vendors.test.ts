import { definePrompt, type JsonObject, type Provider } from "@promptrail/core";
import { claude } from "@promptrail/provider-claude";
import { deepseek } from "@promptrail/provider-deepseek";
import { openai } from "@promptrail/provider-openai";
import { startSimulatedUpstreams } from "@promptrail/testing/upstreams";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { createPromptrail } from "../../src/index.js";

// Else each process asks git which build it is.
vi.stubEnv("PROMPTRAIL_BUILD", "test");

const upstreams = await startSimulatedUpstreams();
afterAll(() => upstreams.close());
beforeEach(() => {
  for (const vendor of vendorNames) upstreams[vendor].reset();
});

const vendorNames = ["anthropic", "openai", "deepseek"] as const;
type VendorName = (typeof vendorNames)[number];
const apiKey = "test-key";
const providers: Readonly<Record<VendorName, Provider>> = {
  anthropic: claude({ apiKey, baseUrl: upstreams.anthropic.baseUrl }),
  openai: openai({ apiKey, baseUrl: upstreams.openai.baseUrl }),
  deepseek: deepseek({ apiKey, baseUrl: upstreams.deepseek.baseUrl }),
};

const thinking = { thinking: { type: "enabled", budget_tokens: 1_024 } };

test.each<[string, VendorName, string, JsonObject]>([
  ["Claude", "anthropic", "claude-sonnet-4-20250514", {}],
  ["Claude that thinks", "anthropic", "claude-sonnet-4-20250514", thinking],
  ["OpenAI", "openai", "gpt-4.1-mini", {}],
  ["DeepSeek", "deepseek", "deepseek-chat", {}],
  ["DeepSeek that thinks", "deepseek", "deepseek-reasoner", {}],
])("%s calls a tool and answers with what it returned", async (_what, vendor, model, options) => {
  const provider = providers[vendor];
  const prompt = definePrompt({
    family: "parcel_help",
    version: 1,
    status: "active",
    provider: provider.id,
    model,
    maxTokens: 2_000,
    providerOptions: options,
    userTemplate: "{{ question }}",
    output: z.object({ text: z.string() }),
    tools: [
      {
        name: "find_parcel",
        description: "Tells where the parcel of an order is.",
        inputSchema: z.object({ order: z.string(), days: z.int().min(1).max(9) }),
      },
    ],
  });
  const promptrail = await createPromptrail({
    prompts: [prompt],
    providers: [provider],
    projectFolder: import.meta.dirname,
  });
  const inputs: unknown[] = [];
  const result = await promptrail.runTools(
    "parcel_help",
    { question: "Please ask find_parcel.\norder: o-17" },
    {
      tools: {
        find_parcel: (input) => {
          inputs.push(input);
          return { place: "The parcel waits in Bonn since Monday." };
        },
      },
      budget: { dollars: 1, tokens: 100_000 },
    },
  );
  expect(inputs).toEqual([{ order: expect.any(String), days: expect.any(Number) }]);
  expect(result.data.text).toContain("Bonn");
  expect(result.steps.map(({ call }) => call.outcome)).toEqual(["tool_use", "ok"]);
  expect(result.cost).toBeGreaterThan(0);
  expect(result.usage.input).toBe(
    result.steps.reduce((sum, { call }) => sum + (call.usage.input ?? Number.NaN), 0),
  );
  expect(upstreams[vendor].requests).toHaveLength(2);
  await promptrail.flush();
  const records = await promptrail.calls.read({ limit: 9 });
  expect(records.map(({ runId, step }) => [runId, step])).toEqual([
    [result.runId, 2],
    [result.runId, 1],
  ]);
  await promptrail.close();
});
