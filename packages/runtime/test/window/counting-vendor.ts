import type { Message } from "@promptrail/core";
import type { ContentKind } from "@promptrail/core/lifecycle";
import type { CompletionRequest, ModelData } from "@promptrail/core/provider-kit";
import { noUsage } from "@promptrail/core/provider-kit";
import { fakeProvider } from "@promptrail/testing";
import { countTokens } from "gpt-tokenizer/encoding/cl100k_base";

/** What the vendor adds to a request, and to each of its messages. */
const requestOverhead = 8;
const messageOverhead = 5;

export interface CountingVendor {
  /** How many tokens it counts for one of cl100k. */
  ratio: number;
}

export function toModel(changes: Partial<ModelData> = {}): ModelData {
  return {
    contextWindow: 100_000,
    maxOutput: 10_000,
    prices: { input: 1, output: 1 },
    settings: ["maxTokens"],
    ...changes,
  };
}

/** A vendor whose tokenizer is not ours: it counts by cl100k, times a ratio, and adds what each message costs. */
export function countingProvider(
  vendor: CountingVendor,
  models: Readonly<Record<string, ModelData>>,
) {
  return fakeProvider({
    models,
    answers: (request) => ({
      text: "Done.",
      usage: { ...noUsage, input: countAsVendor(request, vendor.ratio), output: 2 },
    }),
  });
}

function countAsVendor({ messages }: CompletionRequest, ratio: number): number {
  const text = (message: Message) =>
    message.content.map((part) => ("text" in part ? part.text : "")).join("\n");
  const counted = messages.reduce((sum, message) => sum + countTokens(text(message)), 0);
  return Math.ceil(counted * ratio) + requestOverhead + messages.length * messageOverhead;
}

/** Numbers from 0 to 1, the same for a seed: mulberry32. */
export function seededNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const latin =
  "the order of a customer in Zürich was shipped late because its invoice named another address unfortunately reimbursement straightforward quality kettle gar nicht Geschwindigkeit pourquoi aujourd'hui";
const words: Readonly<Record<ContentKind, readonly string[]>> = {
  latin: latin.split(" "),
  other_script: "注文 出荷 遅延 Заказ доставлен вовремя 请求 退款 客户 地址 पता भुगतान कीमत".split(
    " ",
  ),
  code: '{"id":17, "total":19.95}, [null,true] if(x>=3){return} <td>0.5</td> a_b=c+1; 2026-03-01T10:00:00Z'.split(
    " ",
  ),
};

/** A text of a kind: some words, drawn at random, of which each text prefers its own. */
export function drawText(kind: ContentKind, draw: () => number): string {
  const all = words[kind];
  const own = Math.floor(draw() * all.length);
  const length = 20 + Math.floor(draw() * 120);
  const pick = () => (draw() < 0.4 ? own : Math.floor(draw() * all.length));
  return Array.from({ length }, () => all[pick()] ?? "").join(" ");
}
