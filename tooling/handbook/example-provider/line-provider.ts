import {
  type Outcome,
  type Provider,
  ProviderError,
  type ProviderErrorKind,
  type ProviderWarning,
} from "@promptrail/core";
import {
  type Completion,
  type CompletionRequest,
  createVendorFetch,
  findProviderError,
  limitCall,
  noUsage,
  type ProviderCall,
  requireTaken,
  type StreamEvent,
  unbegunStream,
} from "@promptrail/core/provider-kit";
import { z } from "zod";
import { mapStop, readLines, toLineError, toReplyError } from "./line-wire.ts";

const server = { provider: "line", name: "The server" };
const model = { contextWindow: 8000, maxOutput: 1000, prices: { input: 0, output: 0 } };
const models: Provider["models"] = { "line-1": { ...model, settings: ["maxTokens"] } };

/** A model server that takes `{ model, messages, max_tokens }` and answers in lines of JSON. */
export function lineProvider(settings: { url: string; key: string }): Provider {
  return {
    id: "line",
    capabilities: {
      tools: false,
      output: "none",
      outputRoot: "any",
      cacheHints: false,
      reasoning: false,
    },
    optionsSchema: z.strictObject({}),
    models,
    findIgnored: ({ settings: asked }) => findUnknown(Object.keys(asked)),
    stream: (request, call) => streamAnswer(settings, request, call),
    complete: async (request, call) => {
      for await (const event of streamAnswer(settings, request, call)) {
        if (event.type !== "finish" || event.completion.stopReason === null) continue;
        return event.completion;
      }
      throw toError("network");
    },
  };
}

async function* streamAnswer(
  { url, key }: { url: string; key: string },
  request: CompletionRequest,
  call: ProviderCall,
): AsyncGenerator<StreamEvent> {
  requireTaken({ provider: "line", models }, request);
  const limit = limitCall(call);
  let answer = begin(request);
  try {
    const { messages, settings } = request;
    const reply = await createVendorFetch(server)(url, {
      method: "POST",
      headers: { authorization: `Bearer ${key}` },
      body: JSON.stringify({ model: request.model, messages, max_tokens: settings.maxTokens }),
      signal: limit.signal,
    });
    if (!reply.ok) throw await toReplyError(reply, key);
    for await (const line of readLines(reply)) {
      if ("error" in line) throw toLineError(line.error);
      if ("text" in line) {
        answer = { ...answer, text: answer.text + line.text };
        yield { type: "text-delta", text: line.text };
      } else {
        const usage = { ...noUsage, input: line.input, output: line.output };
        answer = { ...answer, usage, outcome: mapStop(line.stop), stopReason: line.stop };
      }
    }
    if (answer.text === "" && answer.stopReason === null) throw unbegunStream(server);
  } catch (error) {
    const ended = limit.ended();
    const isTold = findProviderError(error) !== null;
    if (ended !== null || isTold || answer.text === "") throw toError(ended ?? "network", error);
  } finally {
    limit.release();
  }
  yield { type: "finish", completion: answer };
}

/** An answer that nothing was heard of yet: what is cut now is an incomplete stream. */
function begin({ model: name, settings, output, messages }: CompletionRequest) {
  const hinted = messages.some(({ content }) => content.some((part) => "cache" in part));
  const asked = [...Object.keys(settings), ...(output ? ["output"] : [])];
  const warnings = findUnknown([...asked, ...(hinted ? ["cache"] : [])]);
  const nothing = { text: "", reasoning: "", toolCalls: [], requestId: null, stopReason: null };
  const outcome: Outcome = "incomplete_stream";
  const begun: Completion = {
    ...nothing,
    model: name,
    usage: noUsage,
    outcome,
    warnings,
  };
  return begun;
}

function findUnknown(asked: readonly string[]): readonly ProviderWarning[] {
  const unknown = asked.filter((setting) => setting !== "maxTokens");
  return unknown.map((setting) => ({ setting, reason: "this server does not know it" }));
}

function toError(kind: ProviderErrorKind, cause?: unknown): ProviderError {
  if (cause instanceof ProviderError) return cause;
  return new ProviderError({ kind, provider: "line", reason: "no whole answer came", cause });
}
