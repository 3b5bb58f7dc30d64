import { z } from "zod";
import { countTokens } from "../../engine/count-tokens.js";
import { createSeededChoice } from "../../engine/seeded-choice.js";
import { WireError, type WireExchange, type WireReply } from "../wire.js";

const embeddingsRequestSchema = z.object({
  model: z.string().min(1),
  input: z.union([z.string().transform((text) => [text]), z.array(z.string().min(1)).min(1)]),
  dimensions: z.int().min(1).nullish(),
  encoding_format: z.enum(["float", "base64"]).nullish(),
});

/** Each word points somewhere of its own, so that texts with the same words lie close together. */
export function answerEmbeddings(exchange: WireExchange): WireReply {
  const parsed = embeddingsRequestSchema.safeParse(exchange.body);
  if (!parsed.success) throw new WireError({ status: 400, message: "Invalid embeddings request." });
  const { model, input, dimensions, encoding_format: format } = parsed.data;
  const size = dimensions ?? (model === "text-embedding-3-large" ? 3072 : 1536);
  const tokens = input.reduce((sum, text) => sum + countTokens(text), 0);
  const data = input.map((text, index) => {
    const vector = embed(text, size);
    return {
      object: "embedding",
      index,
      embedding: format === "base64" ? toBase64(vector) : vector,
    };
  });
  const usage = { prompt_tokens: tokens, total_tokens: tokens };
  return { body: { object: "list", data, model, usage }, text: "", events: null };
}

function embed(text: string, size: number): readonly number[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [text];
  const vector = Array.from({ length: size }, () => 0);
  for (const word of words) {
    const choice = createSeededChoice(word);
    for (let turn = 0; turn < 8; turn += 1) {
      const at = Math.floor(choice.fraction(`at ${turn}`) * size);
      vector[at] = (vector[at] ?? 0) + choice.fraction(`by ${turn}`) - 0.5;
    }
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

function toBase64(vector: readonly number[]): string {
  return Buffer.from(Float32Array.from(vector).buffer).toString("base64");
}
