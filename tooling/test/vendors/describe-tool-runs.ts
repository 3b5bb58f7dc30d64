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

const question = { question: "Please ask find_parcel.\norder: o-17" };

/** A process whose one version asks a model and has one tool. */
function openParcels(provider: Provider, [model, providerOptions]: CallingVendor["models"][0]) {
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
  const projectFolder = import.meta.dirname;
  return createPromptrail({ prompts: [prompt], providers: [provider], projectFolder });
}

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
      const vendor = upstreams[upstream];
      vendor.reset();
      const provider = make({ apiKey: "test-key", baseUrl: vendor.baseUrl });
      const promptrail = await openParcels(provider, asked);
      const inputs: unknown[] = [];
      const find = (input: unknown) => {
        inputs.push(input);
        return { place: "The parcel waits in Bonn since Monday." };
      };
      const { data, steps, cost, usage, runId } = await promptrail.runTools(
        "parcel_help",
        question,
        { tools: { find_parcel: find }, budget: { dollars: 1, tokens: 100_000 } },
      );
      expect(inputs.map((input) => findParcel.inputSchema.safeParse(input).success)).toEqual([
        true,
      ]);
      expect(data.text).toContain("Bonn");
      expect(steps.map(({ call }) => call.outcome)).toEqual(["tool_use", "ok"]);
      expect(cost).toBeGreaterThan(0);
      const inputTokens = steps.map(({ call }) => call.usage.input ?? Number.NaN);
      expect(usage.input).toBe(inputTokens.reduce((sum, tokens) => sum + tokens));
      expect(vendor.requests).toHaveLength(2);
      await promptrail.flush();
      const records = await promptrail.calls.read({ limit: 9 });
      expect(records.map((record) => [record.runId, record.step])).toEqual(
        [2, 1].map((step) => [runId, step]),
      );
      await promptrail.close();
    });
  });
}
