import {
  type CallRecord,
  definePrompt,
  type PromptrailConfig,
  type PromptVersion,
  type ToolCall,
} from "@promptrail/core";
import type { Completion } from "@promptrail/core/provider-kit";
import {
  type FakeAnswer,
  type FakeProvider,
  type FakeProviderSettings,
  fakeProvider,
} from "@promptrail/testing";
import { z } from "zod";
import { createPromptrail, type PromptrailSettings, RunError } from "../../src/index.js";

const settings = {
  family: "parcel_help",
  provider: "fake",
  model: "m",
  maxTokens: 50,
  userTemplate: "{{ question }}",
} as const;

const findParcel = {
  name: "find_parcel",
  description: "Tells where the parcel of an order is.",
  inputSchema: z.object({ order: z.string().min(2), since: z.iso.date().transform(toDay) }),
} as const;

function toDay(text: string): Date {
  return new Date(text);
}

const readOrder = {
  name: "read_order",
  description: "Reads an order.",
  inputSchema: {
    type: "object",
    properties: { order: { type: "string" } },
    required: ["order"],
    additionalProperties: false,
  },
} as const;

export const parcelHelpV1 = definePrompt({
  ...settings,
  version: 1,
  status: "deprecated",
  tools: [findParcel],
});

export const parcelHelpV2 = definePrompt({
  ...settings,
  version: 2,
  status: "active",
  changelog: "Reads orders, and answers as data.",
  tools: [findParcel, readOrder],
  output: z.object({ place: z.string() }),
});

export const parcels = [parcelHelpV1, parcelHelpV2] as const;

/** What each answer of the scripted vendor is said to use: a dollar of input. */
const used = {
  usage: { input: 10, output: 5, cacheRead: 0, cacheWrite: 0, reasoning: 0 },
} satisfies Partial<Completion>;

export const prices = { m: { prices: { input: 100_000, output: 0 } } } as never;

export function calls(...toolCalls: readonly Omit<ToolCall, "type">[]): Partial<Completion> {
  return {
    ...used,
    outcome: "tool_use",
    toolCalls: toolCalls.map((call) => ({ type: "tool_call", ...call })),
  };
}

export const find = (id: string, input: ToolCall["input"] = { order: "o1", since: "2026-05-06" }) =>
  ({ id, name: "find_parcel", input }) as const;

export const says = (text: string): Partial<Completion> => ({ ...used, text });

/** A runtime on a scripted vendor, and all that its observer heard. */
export async function openParcels(
  answers: NonNullable<FakeProviderSettings["answers"]>,
  around: PromptrailConfig["around"] = [],
  processSettings: PromptrailSettings = {},
) {
  const provider: FakeProvider = fakeProvider({ answers, models: prices });
  const finished: CallRecord[] = [];
  const promptrail = await createPromptrail(
    {
      prompts: parcels,
      providers: [provider],
      families: { parcel_help: { gate: "none" } },
      projectFolder: import.meta.dirname,
      around,
      observers: [
        { started: () => {}, attempted: () => {}, finished: (record) => finished.push(record) },
      ],
    },
    processSettings,
  );
  return { promptrail, provider, finished };
}

/** The same for prompts of a test's own. */
export async function openAlone<const Prompts extends readonly PromptVersion[]>(
  prompts: Prompts,
  answers: readonly FakeAnswer[],
) {
  const provider = fakeProvider({ answers, models: prices });
  return createPromptrail({ prompts, providers: [provider], projectFolder: import.meta.dirname });
}

/** The run's error. */
export async function failing(running: Promise<unknown>): Promise<RunError> {
  const error = await running.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof RunError) return error;
  throw new Error(`No run failed: ${String(error)}`);
}
