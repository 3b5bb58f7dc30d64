import type { Completion, ModelSettingName } from "@promptrail/core/provider-kit";
import { expect } from "vitest";
import { ask, type ProviderMethod } from "./ask-provider.js";
import { check, type ProviderCheck } from "./provider-check.js";
import type { ProviderHarness, ProviderScene } from "./provider-harness.js";

const samples = {
  temperature: 0.5,
  topP: 0.9,
  stopSequences: ["<end>"],
} as const;

const methods: readonly ProviderMethod[] = ["complete", "stream"];

const tool = {
  name: "find_order",
  description: "Finds an order by its number.",
  inputSchema: {
    type: "object",
    properties: { number: { type: "string" } },
    required: ["number"],
    additionalProperties: false,
  },
} as const;

const callOfTool = {
  tools: [tool],
  messages: [{ role: "user", content: [{ type: "text", text: "Call find_order.\nNumber: A-17" }] }],
} as const;

/** A check of what comes of a tool call. */
function toolCheck(
  title: string,
  method: ProviderMethod,
  scene: ProviderScene,
  verify: (completion: Completion) => void,
): ProviderCheck {
  return {
    title: `${method}: ${title}`,
    run: async (harness) => {
      if (!harness.provider.capabilities.tools) return "not applicable";
      verify(await ask(harness, { method, scene, request: callOfTool }));
      return undefined;
    },
  };
}

function expectToolCall({ outcome, toolCalls }: Completion): void {
  expect(outcome).toBe("tool_use");
  expect(toolCalls).toHaveLength(1);
  expect(toolCalls[0]).toMatchObject({ type: "tool_call", name: "find_order" });
  expect(toolCalls[0]?.input).toHaveProperty("number");
}

const toolChecks: readonly ProviderCheck[] = methods.flatMap((method) => [
  toolCheck("a tool call is returned with its input", method, "answer", expectToolCall),
  toolCheck(
    "a tool call is tool_use, also where the stop word is that of a plain end",
    method,
    "plain-stop",
    expectToolCall,
  ),
  toolCheck(
    "a tool call whose input is not JSON is not a success, and the input is kept",
    method,
    "half-tool-input",
    ({ outcome, toolCalls }) => {
      expect(outcome).toBe("invalid_output");
      expect(toolCalls[0]?.name).toBe("find_order");
      expect(toolCalls[0]?.input).toMatch(/^\{/);
    },
  ),
]);

const conversation: ProviderCheck = {
  title: "complete: a conversation with a tool's result is answered",
  run: async (harness) => {
    if (!harness.provider.capabilities.tools) return "not applicable";
    const call = {
      type: "tool_call",
      id: "call_1",
      name: tool.name,
      input: { number: "A-17" },
    } as const;
    const result = {
      type: "tool_result",
      toolCallId: "call_1",
      text: "It was sent on Monday.",
      isError: false,
    } as const;
    const request = {
      tools: [tool],
      messages: [
        { role: "user", content: [{ type: "text", text: "Where is my order?" }] },
        { role: "assistant", content: [call] },
        { role: "user", content: [result] },
      ],
    } as const;
    expect((await ask(harness, { method: "complete", scene: "answer", request })).outcome).toBe(
      "ok",
    );
    return undefined;
  },
};

const limited: ProviderCheck = {
  title: "a setting that the model does not take becomes a warning, and the call works",
  run: async (harness) => {
    const found = findLimitedModel(harness);
    if (found === null) return "not applicable";
    const { model, setting } = found;
    const request = { model, settings: { maxTokens: 300, [setting]: samples[setting] } };
    const completion = await ask(harness, { method: "complete", scene: "answer", request });
    expect(completion.outcome).toBe("ok");
    const known = harness.provider.findIgnored({ ...request, vendorOptions: {} });
    expect(known.map((warning) => warning.setting)).toEqual([setting]);
    expect(completion.warnings).toEqual(expect.arrayContaining([...known]));
    return undefined;
  },
};

function findLimitedModel({ provider }: ProviderHarness) {
  for (const [model, { settings }] of Object.entries(provider.models)) {
    const isMissing = (name: ModelSettingName) => !settings.includes(name);
    const setting = (["temperature", "topP", "stopSequences"] as const).find(isMissing);
    if (setting !== undefined) return { model, setting };
  }
  return null;
}

const cacheHint: ProviderCheck = {
  title: "a cache hint that the provider does not know becomes a warning, and the call works",
  run: async (harness) => {
    if (harness.provider.capabilities.cacheHints) return "not applicable";
    const part = {
      type: "text",
      text: "Name the colors of the rainbow.",
      cache: { ttl: "5m" },
    } as const;
    const request = { messages: [{ role: "user", content: [part] }] } as const;
    const completion = await ask(harness, { method: "complete", scene: "answer", request });
    expect(completion.warnings.map((warning) => warning.setting)).toContain("cache");
    return undefined;
  },
};

const output = {
  name: "colors",
  schema: {
    type: "object",
    properties: { colors: { type: "array", items: { type: "string" } } },
    required: ["colors"],
    additionalProperties: false,
  },
} as const;

/** What libraries print for a record, a tuple, an optional field, a link and alternatives. */
const manyKinds = {
  name: "colors",
  schema: {
    type: "object",
    properties: {
      sizes: {
        type: "object",
        propertyNames: { type: "string" },
        additionalProperties: { type: "number" },
      },
      place: { type: "array", prefixItems: [{ type: "number" }], items: false },
      link: { type: "string", format: "uri", pattern: "^(?!ftp)" },
      shade: { oneOf: [{ type: "string", default: "light" }, { type: "integer" }] },
    },
    required: ["sizes"],
  },
} as const;

const listOfColors: ProviderCheck = {
  title: "a list as the whole answer is honoured, or there is a warning",
  run: async (harness) => {
    if (harness.provider.capabilities.outputRoot === "object") return "not applicable";
    const list = { name: "colors", schema: { type: "array", items: { type: "string" } } } as const;
    const asked = { method: "complete", scene: "answer", request: { output: list } } as const;
    const completion = await ask(harness, asked);
    const isWarned = completion.warnings.some(({ setting }) => setting === "output");
    if (!isWarned) expect(JSON.parse(completion.text)).toBeInstanceOf(Array);
    return undefined;
  },
};

const data: readonly ProviderCheck[] = [
  check("what a call leaves out is known before the call", async (harness) => {
    const { model, provider } = harness;
    const request = { model, settings: { maxTokens: 300, ...samples } };
    const { warnings } = await ask(harness, { method: "complete", scene: "answer", request });
    const left = warnings.filter(({ setting }) => Object.hasOwn(samples, setting));
    expect(provider.findIgnored({ ...request, vendorOptions: {} })).toEqual(left);
  }),
  listOfColors,
  check("a schema of kinds that vendors refuse is sent in another form", async (harness) => {
    const request = { output: manyKinds };
    const completion = await ask(harness, { method: "complete", scene: "answer", request });
    expect(completion.outcome).toBe("ok");
  }),
  check("an output schema is honoured, or there is a warning", async (harness) => {
    const completion = await ask(harness, {
      method: "complete",
      scene: "answer",
      request: { output },
    });
    const isWarned = completion.warnings.some(({ setting }) => setting === "output");
    if (!isWarned) expect(JSON.parse(completion.text)).toHaveProperty("colors");
  }),
  check("no options are fine, unknown options are errors", async (harness) => {
    const { validate } = harness.provider.optionsSchema["~standard"];
    expect((await validate({})).issues).toBeUndefined();
    expect((await validate({ no_vendor_has_this_option: 1 })).issues).not.toBeUndefined();
  }),
  check("what is stated of the models is possible", async (harness) => {
    for (const [name, model] of Object.entries(harness.provider.models)) {
      expect(model.maxOutput, name).toBeGreaterThan(0);
      expect(model.contextWindow, name).toBeGreaterThanOrEqual(model.maxOutput);
      expect(model.settings, name).toContain("maxTokens");
      for (const price of Object.values(model.prices))
        expect(price, name).toBeGreaterThanOrEqual(0);
      expect(model.prices.cacheRead ?? 0, name).toBeLessThanOrEqual(model.prices.input);
      const { retiresAt = "2026-06-15" } = model;
      expect(new Date(retiresAt).toISOString().slice(0, 10), name).toBe(retiresAt);
    }
  }),
];

/** What a provider makes of requests, and what it states of itself. */
export const requestChecks: readonly ProviderCheck[] = [
  ...toolChecks,
  conversation,
  limited,
  cacheHint,
  ...data,
];
