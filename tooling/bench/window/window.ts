import { definePrompt, type Provider } from "@promptrail/core";
import { type Completion, noUsage } from "@promptrail/core/provider-kit";
import { createPromptrail } from "@promptrail/runtime";
import { fakeProvider } from "@promptrail/testing";
import type { Benchmark } from "../benchmark.ts";
import { createAwaitedTimer } from "../timers/awaited-timer.ts";

interface WindowSettings {
  readonly calls: number;
  readonly runs: number;
}

const echo = definePrompt({
  family: "echo",
  version: 1,
  status: "active",
  provider: "fake",
  model: "m",
  maxTokens: 100,
  system: "Answer in one word.",
  userTemplate: "{{ text }}",
});

const answer: Completion = {
  outcome: "ok",
  text: "Done.",
  reasoning: "",
  toolCalls: [],
  usage: { ...noUsage, input: 500, output: 2 },
  model: "m",
  requestId: null,
  stopReason: "end",
  warnings: [],
};

/** Answers at once and keeps nothing, so that the call itself is what takes time. */
const provider: Provider = {
  ...fakeProvider({
    models: {
      m: {
        contextWindow: 1_000_000,
        maxOutput: 1_000,
        prices: { input: 1, output: 1 },
        settings: ["maxTokens"],
      },
    },
  }),
  complete: async () => answer,
};

/** What the guard of context windows adds to a call that fits by its bytes: the same call with the guard, less without. */
export function createWindowBenchmark({ calls, runs }: WindowSettings): Benchmark {
  return {
    name: "window",
    prepare: async () => {
      const prompts = [echo];
      const guarded = await createPromptrail({ prompts, providers: [provider] });
      const bare = await createPromptrail({ prompts, providers: [provider], contextWindow: "off" });
      const time = (promptrail: typeof guarded, text: string) =>
        createAwaitedTimer(calls, async () => {
          await promptrail.call("echo", { text });
        });
      return {
        comparisons: [],
        limits: [2_000, 200_000].map((length) => {
          const text = "The kettle is blue. ".repeat(length / 20);
          const [withGuard, without] = [time(guarded, text), time(bare, text)];
          return {
            what: `the guard of context windows, a call of ${length} bytes`,
            unit: "microseconds" as const,
            bound: length === 2_000 ? 20 : null,
            runs,
            subject: async () => (await withGuard()) - (await without()),
          };
        }),
        close: async () => {
          await guarded.close();
          await bare.close();
        },
      };
    },
  };
}
