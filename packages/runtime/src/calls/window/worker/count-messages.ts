import type { LearntRatio } from "../ratios/learnt-ratio.js";

/** What the worker is asked. */
export type CountRequest =
  | { readonly type: "count"; readonly id: number; readonly texts: readonly string[] }
  | { readonly type: "learn"; readonly key: string; readonly ratio: number }
  /** What calls of before were counted as, the oldest first. */
  | { readonly type: "remember"; readonly key: string; readonly ratios: readonly number[] };

/** What it answers, in the order in which it was asked. */
export type CountReply =
  | { readonly type: "counted"; readonly id: number; readonly tokens: number }
  | { readonly type: "learnt"; readonly key: string; readonly learnt: LearntRatio };
