import { type Outcome, type Provider, ProviderError } from "@promptrail/core";
import {
  type Completion,
  type CompletionRequest,
  limitCall,
  type ModelData,
  type ProviderCall,
  type StreamEvent,
} from "@promptrail/core/provider-kit";
import { z } from "zod";
import { answerRequest } from "../engine/answer-request.js";
import type { EngineStop } from "../engine/engine-request.js";
import { splitDeltas } from "../upstream/wire.js";
import { toEngineRequest } from "./to-engine-request.js";

export interface SimulatedProviderSettings {
  /** What prompts name as their `provider`; "simulated" by default. */
  readonly id?: string;
}

const outcomeOfStop = {
  end: "ok",
  stop_sequence: "ok",
  length: "truncated",
  window: "context_exceeded",
  tool: "tool_use",
} satisfies Record<EngineStop, Outcome>;

const small: ModelData = {
  contextWindow: 200_000,
  maxOutput: 32_000,
  // Made up, so that costs can be shown: no vendor sells these models.
  prices: { input: 1, output: 4, cacheRead: 0.1, cacheWrite: 1.25 },
  settings: ["maxTokens", "temperature", "topP", "stopSequences"],
  inputs: ["image", "image-url", "pdf", "pdf-url", "text-file", "text-file-url"],
};

const large: ModelData = {
  ...small,
  prices: { input: 5, output: 20, cacheRead: 0.5, cacheWrite: 6.25 },
};

/**
 * A provider inside the process, without key, cost or network, on the same deterministic model as
 * the simulated upstreams. Any model name is served; `simulated-small`, `simulated-large` at five times
 * its price, and `simulated-judge` have prices. The small one takes a limit of words for a hint at times. Asked for a verdict, each judges by
 * what the rubric states in simple sentences; one that it does not understand, it says so instead of a verdict.
 */
export function simulatedProvider(settings: SimulatedProviderSettings = {}): Provider {
  const id = settings.id ?? "simulated";
  return {
    id,
    capabilities: {
      tools: true,
      output: "schema",
      outputRoot: "any",
      cacheHints: true,
      reasoning: false,
    },
    optionsSchema: z.strictObject({}),
    models: { "simulated-small": small, "simulated-large": large, "simulated-judge": small },
    // It takes them all.
    findIgnored: () => [],
    complete: async (request, call) => complete(id, request, call),
    stream: (request, call) => stream(id, request, call),
  };
}

function complete(id: string, request: CompletionRequest, call: ProviderCall): Completion {
  refuseEndedCall(id, call);
  const answer = answerRequest(toEngineRequest(request));
  const { inputTokens, outputTokens, toolCall } = answer;
  return {
    outcome: outcomeOfStop[answer.stop],
    text: answer.text,
    reasoning: "",
    toolCalls: toolCall === null ? [] : [{ type: "tool_call", id: "call_1", ...toolCall }],
    usage: { input: inputTokens, output: outputTokens, cacheRead: 0, cacheWrite: 0, reasoning: 0 },
    model: request.model,
    requestId: null,
    stopReason: answer.stop,
    warnings: [],
  };
}

async function* stream(
  id: string,
  request: CompletionRequest,
  call: ProviderCall,
): AsyncGenerator<StreamEvent> {
  const completion = complete(id, request, call);
  for (const text of splitDeltas(completion.text)) {
    refuseEndedCall(id, call);
    yield { type: "text-delta", text };
  }
  yield { type: "finish", completion };
}

function refuseEndedCall(provider: string, call: ProviderCall): void {
  const limit = limitCall(call);
  limit.release();
  const kind = limit.ended();
  if (kind === null) return;
  const reason = kind === "timeout" ? "the deadline has passed." : "the caller cancelled the call.";
  throw new ProviderError({ kind, provider, reason });
}
