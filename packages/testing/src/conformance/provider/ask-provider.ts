import { isPromptrailError, ProviderError } from "@promptrail/core";
import type {
  Completion,
  CompletionRequest,
  ProviderCall,
  StreamEvent,
} from "@promptrail/core/provider-kit";
import { expect } from "vitest";
import type { ProviderHarness, ProviderScene } from "./provider-harness.js";

export type ProviderMethod = "complete" | "stream";

export function createRequest(
  harness: ProviderHarness,
  changes: Partial<CompletionRequest> = {},
): CompletionRequest {
  return {
    model: harness.model,
    messages: [
      { role: "system", content: [{ type: "text", text: "Answer in a few words." }] },
      {
        role: "user",
        content: [
          { type: "text", text: "Name the colors of the rainbow, from the outside to the inside." },
        ],
      },
    ],
    tools: [],
    output: null,
    settings: { maxTokens: 300 },
    vendorOptions: {},
    ...changes,
  };
}

export function createCall(changes: Partial<ProviderCall> = {}): ProviderCall {
  return {
    signal: new AbortController().signal,
    deadline: Date.now() + 20_000,
    lane: "production",
    ...changes,
  };
}

export async function collect(stream: AsyncIterable<StreamEvent>): Promise<readonly StreamEvent[]> {
  const events: StreamEvent[] = [];
  for await (const event of stream) events.push(event);
  return events;
}

export interface Ask {
  readonly method: ProviderMethod;
  readonly scene: ProviderScene;
  readonly request?: Partial<CompletionRequest>;
  readonly call?: Partial<ProviderCall>;
}

/** Plays a scene and asks once, in either way. */
export async function ask(harness: ProviderHarness, asked: Ask): Promise<Completion> {
  await harness.play(asked.scene);
  const request = createRequest(harness, asked.request);
  const call = createCall(asked.call);
  if (asked.method === "complete") return harness.provider.complete(request, call);
  const events = await collect(harness.provider.stream(request, call));
  const last = events.at(-1);
  if (last?.type !== "finish") throw new Error("The stream ended without a `finish` event.");
  return last.completion;
}

/** The ProviderError of a call that must fail. */
export async function fail(harness: ProviderHarness, asked: Ask): Promise<ProviderError> {
  const thrown = await ask(harness, asked).then(
    (completion) => {
      throw new Error(`The call must fail, but ended as "${completion.outcome}".`);
    },
    (error: unknown) => error,
  );
  expect(isPromptrailError(thrown), "every failure is a PromptrailError").toBe(true);
  if (!(thrown instanceof ProviderError)) throw thrown;
  expect(thrown.provider).toBe(harness.provider.id);
  if (harness.secret !== undefined) {
    const told = `${thrown.message} ${JSON.stringify(thrown.data)} ${String(thrown.cause)}`;
    expect(told, "an error never repeats the key").not.toContain(harness.secret);
  }
  return thrown;
}
