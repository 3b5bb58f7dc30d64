import type { Completion, ModelData, ModelSettingName } from "@promptrail/core/provider-kit";
import { expectEqual, expectFields, expectTrue } from "../expectations.js";
import type { ProviderLane } from "../provider-lane.js";
import type { ProviderScene } from "../provider-scene.js";
import { ask, type ProviderMethod } from "./ask-provider.js";
import { check, type ProviderCheck } from "./provider-check.js";

const samples = {
  temperature: 0.5,
  topP: 0.9,
  stopSequences: ["<end>"],
} as const;

const methods: readonly ProviderMethod[] = ["complete", "stream"];

export const tool = {
  name: "find_order",
  description: "Finds an order by its number.",
  inputSchema: {
    type: "object",
    properties: { number: { type: "string" } },
    required: ["number"],
    additionalProperties: false,
  },
} as const;

export const callOfTool = {
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
    run: async (lane) => {
      if (!lane.provider.capabilities.tools) return "not applicable";
      verify(await ask(lane, { method, scene, request: callOfTool }));
      return undefined;
    },
  };
}

function expectField(value: unknown, name: string): void {
  const isThere = typeof value === "object" && value !== null && Object.hasOwn(value, name);
  expectTrue(isThere, "the value", { expected: `a field ${name}`, came: value });
}

function expectToolCall({ outcome, toolCalls }: Completion): void {
  expectEqual(outcome, "tool_use", "outcome");
  expectEqual(toolCalls.length, 1, "tool calls");
  for (const call of toolCalls) {
    expectFields(call, { type: "tool_call", name: "find_order" }, "the tool call");
    expectField(call.input, "number");
  }
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
      expectEqual(outcome, "invalid_output", "outcome");
      expectEqual(toolCalls[0]?.name, "find_order", "the tool");
      const input = toolCalls[0]?.input;
      const isKept = typeof input === "string" && input.startsWith("{");
      expectTrue(isKept, "the tool's input", { expected: "the text as it came", came: input });
    },
  ),
]);

const conversation: ProviderCheck = {
  title: "complete: a conversation with a tool's result is answered",
  run: async (lane) => {
    if (!lane.provider.capabilities.tools) return "not applicable";
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
    const { outcome } = await ask(lane, { method: "complete", scene: "answer", request });
    expectEqual(outcome, "ok", "outcome");
    return undefined;
  },
};

const limited: ProviderCheck = {
  title: "a setting that the model does not take becomes a warning, and the call works",
  run: async (lane) => {
    const found = findLimitedModel(lane);
    if (found === null) return "not applicable";
    const { model, setting } = found;
    const request = { model, settings: { maxTokens: 300, [setting]: samples[setting] } };
    const completion = await ask(lane, { method: "complete", scene: "answer", request });
    expectEqual(completion.outcome, "ok", "outcome");
    const known = lane.provider.findIgnored({ ...request, vendorOptions: {} });
    const named = known.map((warning) => warning.setting);
    expectEqual(named, [setting], "the settings that `findIgnored` names");
    const told = completion.warnings.filter((warning) => warning.setting === setting);
    expectEqual(told, known, "the warnings of the answer");
    return undefined;
  },
};

function findLimitedModel({ provider }: ProviderLane) {
  for (const [model, { settings }] of Object.entries(provider.models)) {
    const isMissing = (name: ModelSettingName) => !settings.includes(name);
    const setting = (["temperature", "topP", "stopSequences"] as const).find(isMissing);
    if (setting !== undefined) return { model, setting };
  }
  return null;
}

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
  run: async (lane) => {
    if (lane.provider.capabilities.outputRoot === "object") return "not applicable";
    const list = { name: "colors", schema: { type: "array", items: { type: "string" } } } as const;
    const asked = { method: "complete", scene: "answer", request: { output: list } } as const;
    const completion = await ask(lane, asked);
    const isWarned = completion.warnings.some(({ setting }) => setting === "output");
    const isList = isWarned || Array.isArray(JSON.parse(completion.text));
    expectTrue(isList, "the answer", { expected: "a list, or a warning", came: completion.text });
    return undefined;
  },
};

function isDay(text: string | undefined): boolean {
  if (text === undefined) return true;
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

function expectModel(name: string, model: ModelData): void {
  const { contextWindow, maxOutput, prices, settings, retiresAt } = model;
  const { asOf, ...amounts } = prices;
  const promises: readonly (readonly [boolean, string])[] = [
    [maxOutput > 0, "an output above 0"],
    [contextWindow >= maxOutput, "a context window of at least the output"],
    [settings.includes("maxTokens"), "the setting maxTokens"],
    [Object.values(amounts).every((price) => price >= 0), "prices from 0"],
    [(prices.cacheRead ?? 0) <= prices.input, "cached input that costs no more than other input"],
    [isDay(retiresAt), "a day that exists in retiresAt"],
    [isDay(asOf), "a day that exists in the prices' asOf"],
  ];
  for (const [isKept, expected] of promises) {
    expectTrue(isKept, `model ${name}`, { expected, came: model });
  }
}

const data: readonly ProviderCheck[] = [
  check("what a call leaves out is known before the call", async (lane) => {
    const { model, provider } = lane;
    const request = { model, settings: { maxTokens: 300, ...samples } };
    const { warnings } = await ask(lane, { method: "complete", scene: "answer", request });
    const left = warnings.filter(({ setting }) => Object.hasOwn(samples, setting));
    const known = provider.findIgnored({ ...request, vendorOptions: {} });
    expectEqual(known, left, "what `findIgnored` names");
  }),
  listOfColors,
  check("a schema of kinds that vendors refuse is sent in another form", async (lane) => {
    const request = { output: manyKinds };
    const completion = await ask(lane, { method: "complete", scene: "answer", request });
    expectEqual(completion.outcome, "ok", "outcome");
  }),
  check("an output schema is honoured, or there is a warning", async (lane) => {
    const completion = await ask(lane, {
      method: "complete",
      scene: "answer",
      request: { output },
    });
    const isWarned = completion.warnings.some(({ setting }) => setting === "output");
    if (!isWarned) expectField(JSON.parse(completion.text), "colors");
  }),
  check("no options are fine, unknown options are errors", async (lane) => {
    const { validate } = lane.provider.optionsSchema["~standard"];
    expectEqual((await validate({})).issues, undefined, "issues of no options");
    const { issues } = await validate({ no_vendor_has_this_option: 1 });
    const isRefused = issues !== undefined;
    expectTrue(isRefused, "an unknown option", { expected: "an issue", came: "none" });
  }),
  check("what is stated of the models is possible", async (lane) => {
    for (const [name, model] of Object.entries(lane.provider.models)) expectModel(name, model);
  }),
];

/** What a provider makes of requests, and what it states of itself. */
export const requestChecks: readonly ProviderCheck[] = [
  ...toolChecks,
  conversation,
  limited,
  ...data,
];
