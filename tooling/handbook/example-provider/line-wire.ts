import { type Outcome, ProviderError } from "@promptrail/core";
import { hideKeys, mapReplyStatus, parseRetryAfter } from "@promptrail/core/provider-kit";
import { z } from "zod";

/** One line of an answer: a piece of text, or how it ended. */
const lineSchema = z.union([
  z.object({ text: z.string() }),
  z.object({ stop: z.string(), input: z.number(), output: z.number() }),
]);

/** A stop word that is not here is no success. */
const outcomes: ReadonlyMap<string, Outcome> = new Map([
  ["end", "ok"],
  ["limit", "truncated"],
  ["refusal", "refused"],
]);

export function mapStop(stop: string): Outcome {
  return outcomes.get(stop) ?? "paused";
}

/** The lines of a reply as they arrive. Throws where one is not of the wire. */
export async function* readLines(reply: Response): AsyncGenerator<z.infer<typeof lineSchema>> {
  const decoder = new TextDecoder();
  let waiting = "";
  if (reply.body === null) return;
  for await (const chunk of reply.body as AsyncIterable<Uint8Array>) {
    const lines = (waiting + decoder.decode(chunk, { stream: true })).split("\n");
    waiting = lines.pop() ?? "";
    for (const line of lines) yield lineSchema.parse(JSON.parse(line));
  }
}

/** A reply that is no answer → the error, without the key. */
export async function toReplyError(reply: Response, key: string): Promise<ProviderError> {
  return new ProviderError({
    kind: mapReplyStatus(reply.status),
    provider: "line",
    reason: hideKeys(await reply.text(), key),
    status: reply.status,
    retryAfterMs: parseRetryAfter(reply.headers),
  });
}
