import Anthropic from "@anthropic-ai/sdk";
import { definePrompt } from "@promptrail/core";
import { claude } from "@promptrail/provider-claude";
import { createPromptrail } from "@promptrail/runtime";
import { startSimulatedUpstreams } from "@promptrail/testing/upstreams";
import { z } from "zod";
import type { Benchmark } from "./benchmark.ts";
import { createAwaitedTimer } from "./timers/awaited-timer.ts";

const apiKey = "sk-bench";

const summary = definePrompt({
  family: "summary",
  version: 1,
  status: "active",
  provider: "claude",
  model: "claude-sonnet-4-20250514",
  maxTokens: 200,
  input: z.object({ lines: z.array(z.string()) }),
  system: "You summarise notes. Maximum 20 words.",
  userTemplate: "Notes:\n{% for line in lines %}\n- {{ line }}\n{% endfor %}",
});
const context = { lines: ["The lamp is blue.", "It weighs two kilograms.", "It ships on Monday."] };

/** What Promptrail adds to a call: resolve, check, render, translate and record, against the raw SDK. */
export const overhead: Benchmark = {
  name: "overhead",
  prepare: async () => {
    const upstreams = await startSimulatedUpstreams();
    const baseUrl = upstreams.anthropic.baseUrl;
    const promptrail = await createPromptrail({
      prompts: [summary],
      providers: [claude({ apiKey, baseUrl })],
    });
    const { messages } = await promptrail.render("summary", context);
    const [system, user] = messages.map(({ content }) =>
      content.map((part) => (part.type === "text" ? part.text : "")).join(""),
    );
    const sdk = new Anthropic({ apiKey, baseURL: baseUrl, maxRetries: 0 });
    const body = {
      model: summary.content.model,
      max_tokens: 200,
      system: system ?? "",
      messages: [{ role: "user" as const, content: user ?? "" }],
    };
    return {
      comparisons: [
        {
          what: "resolve, render and call against the raw SDK",
          bound: 1.1,
          runs: 101,
          subject: createAwaitedTimer(20, async () => {
            await promptrail.call("summary", context);
          }),
          floor: createAwaitedTimer(20, async () => {
            await sdk.messages.create(body);
          }),
        },
        {
          what: "a streamed call against the raw SDK",
          bound: 1.1,
          runs: 101,
          subject: createAwaitedTimer(20, async () => {
            for await (const event of promptrail.stream("summary", context)) void event;
          }),
          floor: createAwaitedTimer(20, async () => {
            for await (const event of sdk.messages.stream(body)) void event;
          }),
        },
      ],
      close: async () => {
        await promptrail.close();
        await upstreams.close();
      },
    };
  },
};
