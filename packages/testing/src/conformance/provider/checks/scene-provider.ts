import {
  type Outcome,
  type Provider,
  ProviderError,
  type ProviderErrorKind,
  type ProviderWarning,
} from "@promptrail/core";
import { listAttachments } from "@promptrail/core/lifecycle";
import {
  type CallLimit,
  type Completion,
  type CompletionRequest,
  limitCall,
  type ModelSettings,
  type ProviderCall,
  requireTaken,
  type StreamEvent,
  toBase64,
} from "@promptrail/core/provider-kit";
import { z } from "zod";
import type { ProviderLane } from "../provider-lane.js";
import type { ProviderScene } from "../provider-scene.js";

const id = "scenes";

const outcomes: Partial<Record<ProviderScene, Outcome>> = {
  truncated: "truncated",
  refused: "refused",
  "unknown-stop": "incomplete_stream",
};

const models: Provider["models"] = {
  limited: {
    contextWindow: 1000,
    maxOutput: 100,
    prices: { input: 1, output: 2 },
    settings: ["maxTokens"],
  },
  seeing: {
    contextWindow: 1000,
    maxOutput: 100,
    prices: { input: 1, output: 2 },
    settings: ["maxTokens", "temperature", "topP", "stopSequences"],
    inputs: ["image", "image-url", "pdf", "pdf-url", "text-file"],
  },
};

/** A provider without a vendor that acts each scene out by itself, and keeps every promise of the port. */
export function createSceneLane(): ProviderLane {
  let scene: ProviderScene = "answer";
  let sent: CompletionRequest[] = [];
  const send = (request: CompletionRequest) => {
    requireTaken({ provider: id, models }, request);
    sent.push(request);
  };
  const provider: Provider = {
    id,
    capabilities: {
      tools: true,
      output: "schema",
      outputRoot: "any",
      cacheHints: false,
      reasoning: false,
    },
    optionsSchema: z.strictObject({}),
    models,
    findIgnored: ({ model, settings }) => findIgnored(model, settings),
    complete: async (request, call) => {
      send(request);
      await actFailure(scene, call);
      return toCompletion(scene, request);
    },
    stream: async function* (request, call) {
      send(request);
      yield* act(scene, request, call);
    },
  };
  return {
    provider,
    model: "any",
    secret: "scene-key",
    play: (next) => {
      scene = next;
      sent = [];
    },
    countRequests: (words) =>
      sent.filter((request) => writeRequest(request).includes(words)).length,
  };
}

/** As a vendor would be sent it: bytes in base64. */
function writeRequest(request: CompletionRequest): string {
  const contents = listAttachments(request.messages).map(({ data, mediaType, url }) => {
    if (data === undefined) return url;
    return mediaType === "text/plain" ? Buffer.from(data).toString() : toBase64(data);
  });
  return JSON.stringify(contents);
}

async function* act(
  scene: ProviderScene,
  request: CompletionRequest,
  call: ProviderCall,
): AsyncGenerator<StreamEvent> {
  await actFailure(scene, call);
  const completion = toCompletion(scene, request);
  const middle = Math.ceil(completion.text.length / 2);
  yield { type: "text-delta", text: completion.text.slice(0, middle) };
  if (scene === "stalled") await waitForEnd(limitCall(call));
  yield { type: "text-delta", text: completion.text.slice(middle) };
  yield { type: "finish", completion };
}

async function actFailure(scene: ProviderScene, call: ProviderCall): Promise<void> {
  const limit = limitCall(call);
  const ended = limit.ended();
  if (ended !== null) throw toError(ended);
  if (scene === "silence") await waitForEnd(limit);
  limit.release();
  if (scene === "endless") throw toError("server_error");
}

async function waitForEnd(limit: CallLimit): Promise<never> {
  await new Promise((resolve) => limit.signal.addEventListener("abort", resolve));
  limit.release();
  throw toError(limit.ended() ?? "network");
}

function toError(kind: ProviderErrorKind): ProviderError {
  return new ProviderError({ kind, provider: id, reason: "acted." });
}

function writeText({ output }: CompletionRequest): string {
  if (output === null) return "red, orange, yellow";
  return output.schema["type"] === "array" ? '["red"]' : '{"colors":["red"]}';
}

function findIgnored(model: string, { temperature }: ModelSettings): readonly ProviderWarning[] {
  const isLimited = model === "limited" && temperature !== undefined;
  return isLimited ? [{ setting: "temperature", reason: "not taken." }] : [];
}

function toCompletion(scene: ProviderScene, request: CompletionRequest): Completion {
  const asksForTool = request.messages.some(({ content }) =>
    content.some((part) => part.type === "text" && part.text.includes("find_order")),
  );
  const hasCacheHint = request.messages.some(({ content }) =>
    content.some((part) => part.type === "text" && part.cache !== undefined),
  );
  const isHalf = scene === "half-tool-input";
  const input = isHalf ? '{"number": "A-' : { number: "A-17" };
  const outcomeOfCall = isHalf ? "invalid_output" : "tool_use";
  return {
    outcome: asksForTool ? outcomeOfCall : (outcomes[scene] ?? "ok"),
    text: writeText(request),
    reasoning: "",
    toolCalls: asksForTool ? [{ type: "tool_call", id: "call_1", name: "find_order", input }] : [],
    usage: { input: 20, output: 6, cacheRead: 0, cacheWrite: 0, reasoning: 0 },
    model: request.model,
    requestId: null,
    stopReason: scene,
    warnings: [
      ...findIgnored(request.model, request.settings),
      ...(hasCacheHint ? [{ setting: "cache", reason: "not known." }] : []),
    ],
  };
}
