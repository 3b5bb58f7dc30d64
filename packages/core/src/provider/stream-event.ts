import type { Completion } from "./completion.js";

/** A stream ends with exactly one `finish`, or throws ProviderError. */
export type StreamEvent =
  | { readonly type: "text-delta"; readonly text: string }
  | { readonly type: "reasoning-delta"; readonly text: string }
  | { readonly type: "finish"; readonly completion: Completion };
