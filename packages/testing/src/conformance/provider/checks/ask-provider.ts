import { isPromptrailError, type ProviderError } from "@promptrail/core";
import type {
  Completion,
  CompletionRequest,
  ProviderCall,
  StreamEvent,
} from "@promptrail/core/provider-kit";
import { BrokenPromise, expectEqual, expectTrue, show, wholeCall } from "../expectations.js";
import type { ProviderLane } from "../provider-lane.js";
import type { ProviderScene } from "../provider-scene.js";

export type ProviderMethod = "complete" | "stream";

/** @param mark makes a request one of its kind, for whoever finds it again among others. */
export function createMessages(mark = ""): CompletionRequest["messages"] {
  const question = "Name the colors of the rainbow, from the outside to the inside.";
  return [
    { role: "system", content: [{ type: "text", text: "Answer in a few words." }] },
    { role: "user", content: [{ type: "text", text: `${question}${mark}` }] },
  ];
}

export function createRequest(
  lane: Pick<ProviderLane, "model">,
  changes: Partial<CompletionRequest> = {},
): CompletionRequest {
  return {
    model: lane.model,
    messages: createMessages(),
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
export async function ask(lane: ProviderLane, asked: Ask): Promise<Completion> {
  lane.play(asked.scene);
  return askOnce(lane, asked);
}

/** Asks once, whatever the upstream plays. `onEvent` sees the events of a stream. */
export async function askOnce(
  lane: Pick<ProviderLane, "provider" | "model">,
  asked: Omit<Ask, "scene">,
  onEvent: (event: StreamEvent) => void = () => {},
): Promise<Completion> {
  const request = createRequest(lane, asked.request);
  const call = createCall(asked.call);
  if (asked.method === "complete") return lane.provider.complete(request, call);
  let last: StreamEvent | undefined;
  for await (const event of lane.provider.stream(request, call)) {
    last = event;
    onEvent(event);
  }
  if (last?.type === "finish") return last.completion;
  throw new BrokenPromise("the last event of a stream", "finish", show(last?.type));
}

/** The ProviderError of a call that must fail. */
export async function fail(lane: ProviderLane, asked: Ask): Promise<ProviderError> {
  const thrown = await ask(lane, asked).then(
    ({ outcome }) => {
      throw new BrokenPromise(wholeCall, "a failure", `the outcome ${outcome}`);
    },
    (error: unknown) => error,
  );
  return requireProviderError(thrown, lane);
}

/** A thrown value as the ProviderError that it must be: with the provider's id, and without its key. */
export function requireProviderError(
  thrown: unknown,
  { provider, secret }: Pick<ProviderLane, "provider" | "secret">,
): ProviderError {
  if (thrown instanceof BrokenPromise) throw thrown;
  expectTrue(isProviderError(thrown), "what was thrown", {
    expected: "a ProviderError",
    came: thrown,
  });
  expectEqual(thrown.provider, provider.id, "the error's provider");
  const told = `${thrown.message} ${JSON.stringify(thrown.data)} ${String(thrown.cause)}`;
  const isSafe = !told.includes(secret);
  expectTrue(isSafe, "the error's words", { expected: "no key in them", came: "the key" });
  return thrown;
}

/** A plugin may have a copy of core of its own, whose class is another one. */
function isProviderError(error: unknown): error is ProviderError {
  return isPromptrailError(error) && error.code === "provider_failed" && "kind" in error;
}
