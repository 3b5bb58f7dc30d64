import type { Provider } from "@promptrail/core";
import { isError } from "@promptrail/core/errors";
import {
  type Completion,
  type CompletionRequest,
  noUsage,
  type ProviderCall,
  type StreamEvent,
} from "@promptrail/core/provider-kit";
import { z } from "zod";

/** One scripted answer: a text, parts of a completion (the rest is a plain `ok`), or what is thrown. */
export type FakeAnswer = string | Partial<Completion> | Error;

export interface FakeProviderSettings extends Partial<Omit<Provider, "complete" | "stream">> {
  /** Answers in order, one each call; or a function that answers every call. */
  readonly answers?: readonly FakeAnswer[] | ((request: CompletionRequest) => FakeAnswer);
}

export interface RecordedCall {
  readonly method: "complete" | "stream";
  readonly request: CompletionRequest;
  readonly call: ProviderCall;
}

export interface FakeProvider extends Provider {
  /** Every call, in order. */
  readonly calls: readonly RecordedCall[];
  /** Adds answers. */
  answer(...answers: readonly FakeAnswer[]): void;
}

/**
 * A provider for tests that says what it was told to say, and records what it was asked.
 * A call without a scripted answer throws: a test never runs on an answer that nobody wrote.
 */
export function fakeProvider(settings: FakeProviderSettings = {}): FakeProvider {
  const { answers = [], ...port } = settings;
  const queue = typeof answers === "function" ? [] : [...answers];
  const calls: RecordedCall[] = [];
  const take = (recorded: RecordedCall): Completion => {
    calls.push(recorded);
    const answer = typeof answers === "function" ? answers(recorded.request) : queue.shift();
    if (answer === undefined) throw unscripted(port.id ?? "fake", recorded, calls.length);
    if (isError(answer)) throw answer;
    return toCompletion(answer, recorded.request);
  };
  return {
    id: "fake",
    capabilities: {
      tools: true,
      output: "schema",
      outputRoot: "any",
      cacheHints: true,
      reasoning: true,
    },
    optionsSchema: z.strictObject({}),
    models: {},
    findIgnored: () => [],
    ...port,
    calls,
    answer: (...more) => {
      queue.push(...more);
    },
    complete: async (request, call) => take({ method: "complete", request, call }),
    stream: (request, call) => streamAnswer(() => take({ method: "stream", request, call })),
  };
}

async function* streamAnswer(take: () => Completion): AsyncGenerator<StreamEvent> {
  const completion = take();
  if (completion.reasoning !== "") yield { type: "reasoning-delta", text: completion.reasoning };
  if (completion.text !== "") yield { type: "text-delta", text: completion.text };
  yield { type: "finish", completion };
}

function toCompletion(
  answer: string | Partial<Completion>,
  request: CompletionRequest,
): Completion {
  return {
    outcome: "ok",
    text: "",
    reasoning: "",
    toolCalls: [],
    usage: noUsage,
    model: request.model,
    requestId: null,
    stopReason: "end",
    warnings: [],
    ...(typeof answer === "string" ? { text: answer } : answer),
  };
}

function unscripted(id: string, { method, request }: RecordedCall, count: number): Error {
  return new Error(
    `Fake provider "${id}" has no answer for call ${count} (${method}, model "${request.model}"); script one with \`answer\`.`,
  );
}
