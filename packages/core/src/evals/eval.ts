import type { JsonValue } from "../json/json-value.js";
import type { Outcome } from "../provider/completion.js";
import type { Message, ToolCall } from "../provider/message.js";
import type { TokenUsage } from "../provider/token-usage.js";
import type { EvalCall, EvalUses } from "./eval-call.js";

/** What an eval says of one answer. */
export interface EvalResult {
  readonly passed: boolean;
  /** 0 to 1. */
  readonly score: number;
  /** In plain words, for the person who reads the report. */
  readonly reason: string;
  /**
   * How much the score would vary if the same answer were judged again, as a variance: of an eval that judges an answer several
   * times and gives the mean. Left out where nobody measured it.
   */
  readonly variance?: number | undefined;
}

/** One row of a dataset. */
export interface Case<Context = unknown, GroundTruth = unknown> {
  readonly id: string;
  readonly context: Context;
  readonly groundTruth: GroundTruth;
  readonly tags: readonly string[];
  /** Cases of one cluster (a conversation, a user, a document) are not independent. */
  readonly cluster: string | null;
  /**
   * Turns between the prompt's system text and its own last user message: examples, or a conversation that came before.
   * Absent: none.
   */
  readonly earlierTurns?: readonly Message[] | undefined;
  /** What follows the rendered messages, as the `turns` of a call do: what the model asked of tools, and their results. Absent: none. */
  readonly turns?: readonly Message[] | undefined;
  /** Where it comes from; no part of the dataset's hash. Absent: a person wrote it. */
  readonly origin?: CaseOrigin | undefined;
}

/** Where a case comes from: a call of production, or another case that it is a variant of. */
interface CaseOrigin {
  readonly callId?: string | undefined;
  /** When the call started, ISO 8601 in UTC. */
  readonly at?: string | undefined;
  readonly environment?: string | undefined;
  /** The id of the case that it was made of. */
  readonly caseId?: string | undefined;
}

/** What an eval looks at: all that came of a call, and its case. */
export interface EvalSubject<Context = unknown, GroundTruth = unknown, Data = JsonValue | null> {
  /** The answer's text, as the model wrote it. */
  readonly output: string;
  /** The answer as the version's output schema reads it, in JSON form; null where there is none. */
  readonly data: Data;
  /** The tools that the model asks for; empty where it asks for none. */
  readonly toolCalls: readonly ToolCall[];
  /** Tokens; null in it: unknown. */
  readonly usage: TokenUsage;
  /** US dollars; null: unknown. */
  readonly cost: number | null;
  /** How long the call took, in milliseconds. */
  readonly durationMs: number;
  /** A success of its version: `ok`, or `tool_use` where it declares tools. No other answer is shown to an eval. */
  readonly outcome: Outcome;
  readonly groundTruth: GroundTruth;
  readonly context: Context;
  /** As the case has them. */
  readonly earlierTurns?: readonly Message[] | undefined;
  readonly turns?: readonly Message[] | undefined;
}

/** A check of one answer. Made by `defineEval` of `@promptrail/evals`. */
export interface Eval<Context = unknown, GroundTruth = unknown, Data = unknown> {
  readonly name: string;
  /** Part of the suite hash: raise it when the eval judges differently, so that old evidence no longer counts. */
  readonly version: number;
  /** A must-pass eval fails the gate by itself when it fails on any case. */
  readonly mustPass: boolean;
  /** How much its score counts beside the other evals'; above 0. Part of the suite hash where it is not 1. */
  readonly weight: number;
  /** Its deadline for one answer, in milliseconds. No part of the suite hash: what is late is an error, and no score. */
  readonly timeoutMs: number;
  /**
   * Whether it reads the case's ground truth. One that does not can also judge answers of production, for which nobody has
   * said what is right. No part of the suite hash.
   */
  readonly needsGroundTruth: boolean;
  /** Part of the suite hash. Absent: it looks at nothing but its subject. */
  readonly uses?: EvalUses | undefined;
  /** Null: the eval does not apply to this answer, which it leaves out of every mean and count. */
  readonly evaluate: (
    subject: EvalSubject<unknown, unknown, unknown>,
    call: EvalCall,
  ) => EvalResult | null | Promise<EvalResult | null>;
  /** These carry the types of what it reads; absent at run time. */
  readonly "~context"?: Context;
  readonly "~groundTruth"?: GroundTruth;
  readonly "~data"?: Data;
}
