import { definePrompt, type JsonObject } from "@promptrail/core";
import {
  createPromptrail,
  type Promptrail,
  RunError,
  type ToolContext,
  type ToolFunctions,
} from "@promptrail/runtime";
import { expectTypeOf } from "vitest";
import { agents, promptrail } from "../agents.js";
import { provider } from "../shop.js";

// Of a tool that versions declare in several ways, its function is given what any of them makes of the input.
const result = await promptrail.runTools(
  "agent",
  { question: "Where?" },
  {
    tools: {
      find_parcel: async (input, { signal, runId, step, toolCallId }) => {
        expectTypeOf(input).toEqualTypeOf<{ order: string } | { order: string; since: Date }>();
        expectTypeOf(signal).toEqualTypeOf<AbortSignal>();
        expectTypeOf([runId, toolCallId, step]).toEqualTypeOf<(string | number)[]>();
        return { place: input.order };
      },
      read_order: (input) => {
        expectTypeOf(input).toEqualTypeOf<JsonObject>();
        return "Paid.";
      },
    },
    maxSteps: 4,
    budget: { dollars: 0.5, tokens: 20_000 },
    timeoutMs: 30_000,
  },
);
// The answer that ends a run calls no tool: its data is that of the output schemas.
expectTypeOf(result.data).toEqualTypeOf<{ place: string } | null>();
expectTypeOf(result.cost).toEqualTypeOf<number | null>();
for (const { toolAnswers } of result.steps) {
  for (const { outcome } of toolAnswers) {
    expectTypeOf(outcome).toEqualTypeOf<
      "ok" | "refused" | "failed" | "invalid_input" | "unknown_tool"
    >();
  }
}

// A pinned version has its own tools and its own data.
const pinned = await promptrail.runTools(
  "agent",
  { question: "Where?" },
  {
    version: 2,
    tools: {
      find_parcel: ({ since }) => since.getTime(),
      read_order: () => null,
    },
  },
);
expectTypeOf(pinned.data).toEqualTypeOf<{ place: string }>();
const first = await promptrail.runTools(
  "agent",
  { question: "Where?" },
  { version: 1, tools: { find_parcel: ({ order }) => order } },
);
expectTypeOf(first.data).toEqualTypeOf<null>();

// Functions that stand elsewhere, and take what the tool gives or less.
const find = (input: { order: string }, { step }: ToolContext) => `${input.order} ${step}`;
await promptrail.runTools(
  "agent",
  { question: "Where?" },
  { tools: { find_parcel: find, read_order: (input: object) => input } },
);

// A family without tools has none.
await promptrail.runTools("plain", {}, { tools: {} });

// Where the names of the tools are not written down, any may be given.
const look = { name: "look", description: "Looks it up.", inputSchema: {} };
const loose = await createPromptrail({
  prompts: [
    definePrompt({
      family: "loose",
      version: 1,
      status: "active",
      provider: "fake",
      model: "m",
      maxTokens: 50,
      userTemplate: "Hi.",
      tools: [look],
    }),
  ],
  providers: [provider],
});
await loose.runTools("loose", {}, { tools: { look: (input) => input } });

// Of a project whose prompts nobody knows.
const any: Promptrail = promptrail;
const functions: ToolFunctions = { find: (input) => input };
const unknown = await any.runTools("agent", {}, { tools: functions });
expectTypeOf(unknown.data).toEqualTypeOf<unknown>();

declare const error: unknown;
if (error instanceof RunError) {
  expectTypeOf(error.run.steps.length).toEqualTypeOf<number>();
  expectTypeOf(error.reason).toEqualTypeOf<
    "step_limit" | "budget" | "deadline" | "cancelled" | "outcome" | "failed"
  >();
}

// A version may stand in a module of its own, with all its types.
export const exported = agents[1];
