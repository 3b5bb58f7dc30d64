import {
  type Embedding,
  type EmbeddingModelData,
  type EmbeddingProvider,
  limitCall,
  noUsage,
  type ProviderCall,
  RetryBucket,
  requireAnswer,
  requireVendorSettings,
  sendAgain,
} from "@promptrail/core/provider-kit";
import { z } from "zod";
import { type ClientSource, createClientSource } from "./compatible/client/create-client-source.js";
import { translateChatError } from "./compatible/client/translate-chat-error.js";
import type { OpenAISettings } from "./openai.js";
import { openaiVendor } from "./openai-vendor.js";

/** The same as those of `openai()`, which are about the key, the address and the time. */
export type OpenAIEmbeddingsSettings = Omit<OpenAISettings, "api" | "models">;

const priceAsOf = "2026-11-23";

const models: Readonly<Record<string, EmbeddingModelData>> = {
  "text-embedding-3-small": { dimensions: 1536, maxInput: 8191, price: 0.02, priceAsOf },
  "text-embedding-3-large": { dimensions: 3072, maxInput: 8191, price: 0.13, priceAsOf },
};

/** OpenAI takes 2,048 in one request; so many vectors of 3,072 numbers would be a longer answer than is read. */
const batchSize = 512;

const replySchema = z.object({
  model: z.string().nullish(),
  data: z.array(z.object({ index: z.number(), embedding: z.array(z.number()) })),
  usage: z.object({ prompt_tokens: z.number().nullish() }).nullish().catch(null),
});

/**
 * OpenAI's embeddings, on the official SDK. Many texts are sent in batches, one after the other. A batch that fails for a
 * while (a limit, an overloaded server, a lost connection) is sent again, as calls are, within the one deadline of all.
 */
export function openaiEmbeddings(settings: OpenAIEmbeddingsSettings = {}): EmbeddingProvider {
  requireVendorSettings("openaiEmbeddings", settings);
  const embedder: Embedder = {
    source: createClientSource(openaiVendor, settings),
    buckets: new Map(),
  };
  return {
    id: embedder.source.id,
    models,
    embed: (request, call) => embed(embedder, request, call),
  };
}

interface Embedder {
  readonly source: ClientSource;
  /** What may be spent on sending again, by model. */
  readonly buckets: Map<string, RetryBucket>;
}

function bucketOf({ buckets }: Embedder, model: string): RetryBucket {
  const bucket = buckets.get(model) ?? new RetryBucket();
  buckets.set(model, bucket);
  return bucket;
}

async function embed(
  embedder: Embedder,
  request: Parameters<EmbeddingProvider["embed"]>[0],
  asked: ProviderCall,
): Promise<Embedding> {
  const { model, texts } = request;
  const { source } = embedder;
  const longest = Date.now() + (source.timeoutMs ?? Number.POSITIVE_INFINITY);
  const call = { ...asked, deadline: Math.min(asked.deadline, longest) };
  const bucket = bucketOf(embedder, model);
  const vectors: (readonly number[])[] = [];
  let answering = model;
  let input: number | null = 0;
  for (let start = 0; start < texts.length; start += batchSize) {
    const batch = { model, texts: texts.slice(start, start + batchSize) };
    const reply = await sendAgain(() => embedBatch(source, batch, call), { call, bucket });
    vectors.push(...reply.vectors);
    answering = reply.model;
    input = input === null || reply.tokens === null ? null : input + reply.tokens;
  }
  return { vectors, usage: { ...noUsage, input, output: 0 }, model: answering };
}

async function embedBatch(
  source: ClientSource,
  batch: { readonly model: string; readonly texts: readonly string[] },
  call: ProviderCall,
) {
  const client = await source.open();
  const limit = limitCall(call);
  try {
    const reply: unknown = await client.embeddings.create(
      { model: batch.model, input: [...batch.texts] },
      { signal: limit.signal, timeout: limit.remaining() + 1 },
    );
    const { data, model, usage } = requireAnswer(reply, replySchema);
    if (data.length !== batch.texts.length)
      throw new RangeError("The answer has fewer vectors than there were texts.");
    const inOrder = [...data].sort((first, second) => first.index - second.index);
    return {
      model: model || batch.model,
      tokens: usage?.prompt_tokens ?? null,
      vectors: inOrder.map(({ embedding }) => embedding),
    };
  } catch (error) {
    throw translateChatError(error, { source, limit });
  } finally {
    limit.release();
  }
}
