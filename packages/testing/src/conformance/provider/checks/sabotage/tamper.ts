import { type Provider, ProviderError } from "@promptrail/core";
import type { Completion, CompletionRequest, StreamEvent } from "@promptrail/core/provider-kit";

/** What is changed of a provider that keeps every promise. */
export type Sabotage = (provider: Provider) => Partial<Provider>;

/** Changes every completion, and every event of a stream. */
export function tamper(change: (completion: Completion) => Completion): Sabotage {
  return (provider) => ({
    complete: async (request, call) => change(await provider.complete(request, call)),
    stream: (request, call) =>
      mapEvents(provider.stream(request, call), (event) =>
        event.type === "finish" ? [{ ...event, completion: change(event.completion) }] : [event],
      ),
  });
}

export function tamperEvents(change: (event: StreamEvent) => readonly StreamEvent[]): Sabotage {
  return (provider) => ({
    stream: (request, call) => mapEvents(provider.stream(request, call), change),
  });
}

async function* mapEvents(
  events: AsyncIterable<StreamEvent>,
  change: (event: StreamEvent) => readonly StreamEvent[],
): AsyncGenerator<StreamEvent> {
  for await (const event of events) yield* change(event);
}

export function tamperErrors(change: (error: ProviderError) => unknown): Sabotage {
  return (provider) => ({
    complete: async (request, call) => {
      try {
        return await provider.complete(request, call);
      } catch (error) {
        throw error instanceof ProviderError ? change(error) : error;
      }
    },
  });
}

export function withKind(error: ProviderError, kind: ProviderError["kind"], reason = "acted.") {
  const { provider, status, retryAfterMs } = error;
  return new ProviderError({ kind, reason, provider, status, retryAfterMs });
}

function without(type: "image" | "file") {
  return (request: CompletionRequest): CompletionRequest => ({
    ...request,
    messages: request.messages.map((message) =>
      message.role === "user"
        ? { ...message, content: message.content.filter((part) => part.type !== type) }
        : message,
    ),
  });
}

export const withoutImages = without("image");
export const withoutFiles = without("file");
