import { parentPort } from "node:worker_threads";
import { countTokens, setMergeCacheSize } from "gpt-tokenizer/encoding/o200k_base";
import type { LearntRatio } from "../ratios/learnt-ratio.js";
import { RatioTable } from "../ratios/ratio-table.js";
import type { CountReply, CountRequest } from "./count-messages.js";
import { splitRuns } from "./split-runs.js";

// What looks like a special token in a value is text, and is sent as text.
const asText = { disallowedSpecial: new Set<string>() };
const table = new RatioTable();

setMergeCacheSize(10_000);
parentPort?.on("message", (request: CountRequest) => {
  const reply = answer(request);
  if (reply !== null) parentPort?.postMessage(reply);
});

function answer(request: CountRequest): CountReply | null {
  switch (request.type) {
    case "count":
      return { type: "counted", id: request.id, tokens: countAll(request.texts) };
    case "learn":
      return toReply(request.key, table.add(request.key, request.ratio));
    case "remember":
      return toReply(request.key, table.addOlder(request.key, request.ratios));
  }
}

function countAll(texts: readonly string[]): number {
  return texts.flatMap(splitRuns).reduce((sum, part) => sum + countTokens(part, asText), 0);
}

function toReply(key: string, learnt: LearntRatio | null): CountReply | null {
  return learnt === null ? null : { type: "learnt", key, learnt };
}
