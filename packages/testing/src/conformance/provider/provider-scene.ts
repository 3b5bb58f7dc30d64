import type { Fault } from "../../upstream/fault.js";

const stall = { type: "break", phase: "after-content", by: "silence" } as const;

/** What the upstream does on the requests of a check, beside the cells of the matrix. */
export const scenes = {
  /** A whole answer of more than one word, with usage; for a request that names a tool it offers, a call of it. */
  answer: { type: "none" },
  /** The same, with the vendor's word for a plain end also where it calls a tool. */
  "plain-stop": { type: "plain-stop" },
  /** The same, with the input of a tool call cut in half and no word of it. */
  "half-tool-input": { type: "half-tool-input" },
  /** An answer cut by the token limit. */
  truncated: { type: "truncate" },
  /** A refusal, in whatever form the vendor has. */
  refused: { type: "refuse" },
  /** An answer with a stop word that does not exist yet. */
  "unknown-stop": { type: "stop-word", word: "stopped_by_a_future_reason" },
  /** An answer that goes on until the client goes away; streamed: pieces of text. */
  endless: { type: "endless", afterEvents: 11 },
  /** Nothing, until the client goes away. */
  silence: { type: "silence" },
  /** Silence after the first text of a stream. */
  stalled: stall,
} as const satisfies Record<string, Fault>;

export type ProviderScene = keyof typeof scenes;
