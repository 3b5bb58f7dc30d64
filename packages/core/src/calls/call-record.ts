import type { AttachmentRecord } from "../attachments/attachment-record.js";
import type { JsonObject, JsonValue } from "../json/json-value.js";
import type { StateSource } from "../lifecycle/state-source.js";
import type { Outcome, ProviderWarning } from "../provider/completion.js";
import type { Lane } from "../provider/lane.js";
import type { TokenUsage } from "../provider/token-usage.js";
import type { Attempt } from "./attempt.js";
import type { Headroom } from "./headroom.js";
import type { LoggedMessage } from "./logged-message.js";

/** What is known of a call when it is sent. */
export interface StartedCall {
  readonly id: string;
  readonly family: string;
  /** The version that ran, never the one that was asked for. */
  readonly version: number;
  readonly contentHash: string;
  /** The environment's revision that the call resolved with. */
  readonly revision: number;
  readonly stateSource: StateSource;
  /** Why the call is not on the version that it should be on; null when it is. */
  readonly degraded: string | null;
  readonly pinned: boolean;
  readonly lane: Lane;
  /** For a shadow run: the call that it runs beside. */
  readonly shadowOf: string | null;
  /** For a step of a run of tools: the run's id, which all its steps have; null for any other call. */
  readonly runId: string | null;
  /** Which step of its run it is, from 1. Steps after the first have no shadow run. */
  readonly step: number | null;
  /** Whose data it is about, as the caller names them; in a log an HMAC, by which it can be erased. Null where nobody said. */
  readonly subject: string | null;
  readonly startedAt: Date;
  /** In JSON form; null where it has none. */
  readonly context: JsonValue;
  /** What the messages held beside text, in their order; empty in a record from before it was kept. */
  readonly attachments: readonly AttachmentRecord[];
  /** What the model was sent, and the turns that followed; null in a record from before it was kept. */
  readonly messages: readonly LoggedMessage[] | null;
  /** The first that is asked, with its model. */
  readonly provider: string;
  readonly requestedModel: string;
}

/** One call: what went in, what came out, on which version, in which attempts. */
export interface CallRecord extends StartedCall {
  /** Null where its process ended before it did. */
  readonly durationMs: number | null;
  /** What the provider says answered; null when nothing did. */
  readonly answeredModel: string | null;
  /** True where a fallback of the version answered: what came is no measure of the version's own model. */
  readonly fallback: boolean;
  /** Null when the call failed. */
  readonly outcome: Outcome | null;
  readonly success: boolean;
  /** The answer as the model wrote it; null when the call failed. */
  readonly text: string | null;
  /** The result's data in JSON form; null where there is none, with a warning where it has no such form. */
  readonly data: JsonValue;
  readonly usage: TokenUsage;
  /** US dollars; null where the model's prices or what was used are unknown. */
  readonly cost: number | null;
  readonly requestId: string | null;
  readonly stopReason: string | null;
  /** As it was reckoned before the call was sent; null where the model's window is not known, or nobody looked. */
  readonly headroom: Headroom | null;
  readonly warnings: readonly ProviderWarning[];
  /** Null unless the call failed: the error's code, message and data. */
  readonly error: JsonObject | null;
  /** In the order in which they were sent; empty in a record from before they were kept. */
  readonly attempts: readonly Attempt[];
}
