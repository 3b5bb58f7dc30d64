import Anthropic from "@anthropic-ai/sdk";
import { claude } from "@promptrail/provider-claude";
import { createPromptrail } from "@promptrail/runtime";
import { startSimulatedUpstreams } from "@promptrail/testing/upstreams";
import type { Benchmark } from "./benchmark.ts";
import { apiKey, context, renderBody, summary } from "./summary-call.ts";
import { createAwaitedTimer } from "./timers/awaited-timer.ts";

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
    const sdk = new Anthropic({ apiKey, baseURL: baseUrl, maxRetries: 0 });
    const body = await renderBody(promptrail);
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
          bound: 1.25,
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
