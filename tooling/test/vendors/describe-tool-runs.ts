import { definePrompt, type JsonObject, type Provider } from "@promptrail/core";
import { createPromptrail } from "@promptrail/runtime";
import { type SimulatedUpstreams, startSimulatedUpstreams } from "@promptrail/testing/upstreams";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";

interface CallingVendor {
  readonly make: (settings: { readonly apiKey: string; readonly baseUrl: string }) => Provider;
  readonly upstream: "anthropic" | "openai" | "deepseek";
  /** The models that are asked, each with the vendor's options. */
  readonly models: readonly (readonly [model: string, options: JsonObject])[];
}

const findParcel = {
  name: "find_parcel",
  description: "Tells where the parcel of an order is.",
  inputSchema: z.object({ order: z.string(), days: z.int().min(1).max(9) }),
} as const;

/** Whole runs of a tool on a vendor's wire: its upstream refuses a conversation as the vendor does. */
export function describeToolRuns(name: string, { make, upstream, models }: CallingVendor): void {
  describe(`a run of tools on ${name}`, () => {
    let upstreams: SimulatedUpstreams;
    beforeAll(async () => {
      // Else each process asks git which build it is.
      vi.stubEnv("PROMPTRAIL_BUILD", "test");
      upstreams = await startSimulatedUpstreams();
    });
    afterAll(() => upstreams.close());

    test.each(models)("%s calls a tool and answers with what it returned: %o", async (...asked) => {
      const [model, providerOptions] = asked;
      const vendor = upstreams[upstream];
      vendor.reset();
      const provider = make({ apiKey: "test-key", baseUrl: vendor.baseUrl });
      const prompt = definePrompt({
        family: "parcel_help",
        version: 1,
        status: "active",
        provider: provider.id,
        model,
        maxTokens: 2_000,
        providerOptions,
        userTemplate: "{{ question }}",
        output: z.object({ text: z.string() }),
        tools: [findParcel],
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
      const inputTokens = result.steps.map(({ call }) => call.usage.input ?? Number.NaN);
      expect(result.usage.input).toBe(inputTokens.reduce((sum, tokens) => sum + tokens));
      expect(vendor.requests).toHaveLength(2);
      await promptrail.flush();
      const records = await promptrail.calls.read({ limit: 9 });
      expect(records.map(({ runId, step }) => [runId, step])).toEqual([
        [result.runId, 2],
        [result.runId, 1],
      ]);
      await promptrail.close();
    });
  });
}
