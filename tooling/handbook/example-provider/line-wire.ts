import { type Outcome, ProviderError, type ProviderErrorKind } from "@promptrail/core";
import { hideKeys, mapReplyStatus, parseRetryAfter } from "@promptrail/core/provider-kit";
import { z } from "zod";

/** One line of an answer: a piece of text, how it ended, or what went wrong. */
const lineSchema = z.union([
  z.object({ text: z.string() }),
  z.object({ stop: z.string(), input: z.number(), output: z.number() }),
  z.object({ error: z.string() }),
]);

/** The server's words for failures. One that is not here is the server's own. */
const kinds: ReadonlyMap<string, ProviderErrorKind> = new Map([
  ["busy", "overloaded"],
  ["too_many", "rate_limited"],
  ["no_credit", "quota"],
]);

/** A failure that stands in an answer whose status says that all is well. */
export function toLineError(word: string): ProviderError {
  const kind = kinds.get(word) ?? "server_error";
  return new ProviderError({ kind, provider: "line", reason: `the server says "${word}".` });
}

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

/** A reply that is no answer → the error, without the key. Its status counts, also where its body does not come whole. */
export async function toReplyError(reply: Response, key: string): Promise<ProviderError> {
  return new ProviderError({
    kind: mapReplyStatus(reply.status),
    provider: "line",
    reason: hideKeys(await reply.text().catch(() => "no reason came"), key),
    status: reply.status,
    retryAfterMs: parseRetryAfter(reply.headers),
  });
}
