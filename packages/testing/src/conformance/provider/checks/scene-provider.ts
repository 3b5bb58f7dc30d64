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
  const sent: string[] = [];
  const send = (request: CompletionRequest) => {
    requireTaken({ provider: id, models }, request);
    sent.push(toSent(request));
  };
  const provider: Provider = {
    id,
    capabilities: {
      tools: true,
      output: "schema",
      outputRoot: "any",
      cacheHints: false,
      reasoning: true,
    },
    optionsSchema: z.strictObject({}),
    models,
    findIgnored: ({ model, settings }) => findIgnored(model, settings),
    complete: async (request, call) => {
      send(request);
      await actFailure(scene, call);
      refuseForgotten(request);
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
    thinking: { model: "any", vendorOptions: { think: true } },
    listSent: () => sent,
    play: (next) => {
      scene = next;
      sent.length = 0;
    },
    countRequests: (words) => sent.filter((request) => request.includes(words)).length,
  };
}

/** As a vendor would be sent them: bytes in base64. */
function listContents(request: CompletionRequest): readonly (string | undefined)[] {
  return listAttachments(request.messages).map(({ data, mediaType, url }) => {
    if (data === undefined) return url;
    return mediaType === "text/plain" ? Buffer.from(data).toString() : toBase64(data);
  });
}

async function* act(
  scene: ProviderScene,
  request: CompletionRequest,
  call: ProviderCall,
): AsyncGenerator<StreamEvent> {
  await actFailure(scene, call);
  refuseForgotten(request);
  const completion = toCompletion(scene, request);
  if (completion.reasoning !== "") yield { type: "reasoning-delta", text: completion.reasoning };
  const middle = Math.ceil(completion.text.length / 2);
  yield { type: "text-delta", text: completion.text.slice(0, middle) };
  if (scene === "stalled") await waitForEnd(limitCall(call));
  yield { type: "text-delta", text: completion.text.slice(middle) };
  yield { type: "finish", completion };
}

/** A request as it would be sent: of what vendors want back, only its own. */
function toSent(request: CompletionRequest): string {
  return JSON.stringify([request, listContents(request)], (name, value: unknown) =>
    name === "vendorState" && !JSON.stringify(value).includes('"scene"') ? undefined : value,
  );
}

/** Who thinks wants to see its thoughts again with the result of a tool. */
function refuseForgotten({ messages, vendorOptions }: CompletionRequest): void {
  const isForgotten = messages.some(({ content }) =>
    content.some((part) => part.type === "tool_call" && part.vendorState === undefined),
  );
  if (vendorOptions["think"] === true && isForgotten) throw toError("bad_request");
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
  const last = request.messages.findLast(({ role }) => role === "user");
  const asksForTool =
    last?.content.some((part) => part.type === "text" && part.text.includes("find_order")) ?? false;
  const hasCacheHint = request.messages.some(({ content }) =>
    content.some((part) => part.type === "text" && part.cache !== undefined),
  );
  const thinks = request.vendorOptions["think"] === true;
  const state = thinks ? { vendorState: { type: "scene", sealed: "First red." } } : {};
  const isHalf = scene === "half-tool-input";
  const input = isHalf ? '{"number": "A-' : { number: "A-17" };
  const outcomeOfCall = isHalf ? "invalid_output" : "tool_use";
  return {
    outcome: asksForTool ? outcomeOfCall : (outcomes[scene] ?? "ok"),
    text: writeText(request),
    reasoning: thinks ? "First red." : "",
    toolCalls: asksForTool
      ? [{ type: "tool_call", id: "call_1", name: "find_order", input, ...state }]
      : [],
    usage: { input: 20, output: 6, cacheRead: 0, cacheWrite: 0, reasoning: thinks ? 3 : 0 },
    model: request.model,
    requestId: null,
    stopReason: scene,
    warnings: [
      ...findIgnored(request.model, request.settings),
      ...(hasCacheHint ? [{ setting: "cache", reason: "not known." }] : []),
    ],
  };
}
