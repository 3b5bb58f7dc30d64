import type { CallGap } from "../../call-log/call-gap.js";
import type {
  CallQuery,
  CallSampleQuery,
  CallSearch,
  FoundCalls,
  UsageQuery,
} from "../../call-log/call-query.js";
import type { Erasure } from "../../call-log/erasure.js";
import type { LoggedCall } from "../../call-log/logged-call.js";
import type { UsageRow } from "../../call-log/usage/usage-row.js";

/** What looking after a log did. */
export interface UpkeepReport {
  /** Days for which there is room now, and days that were dropped, as people read them. */
  readonly made: readonly string[];
  readonly dropped: readonly string[];
  /** Calls that were moved from where an earlier build kept them. */
  readonly moved: number;
  /** Erasures that are complete now. */
  readonly erased: number;
}

export interface UpkeepSettings {
  readonly now: Date;
  readonly signal?: AbortSignal | undefined;
  /** Told after each step of what takes long. */
  readonly onProgress?: ((report: UpkeepReport) => void) | undefined;
}

/** Keeps calls. */
export interface CallLog {
  /**
   * Appending a call twice keeps one. All or none of them. A subject that was erased is not kept.
   *
   * @throws PromptrailError `store_unavailable`, or `call_rejected` where one of them can never be taken.
   */
  append(calls: readonly LoggedCall[]): Promise<void>;
  /** Appending a gap twice keeps one. */
  appendGaps(gaps: readonly CallGap[]): Promise<void>;
  /** Newest first. */
  read(query: CallQuery): Promise<readonly LoggedCall[]>;
  search(search: CallSearch): Promise<FoundCalls>;
  /** A uniform random sample of a family's production calls since a time. */
  sample(query: CallSampleQuery): Promise<readonly LoggedCall[]>;
  /** Roll-ups by hour; an hour counts where it begins within the time. */
  usage(query: UsageQuery): Promise<readonly UsageRow[]>;
  /** Those that overlap the time, newest first. */
  gaps(query: UsageQuery): Promise<readonly CallGap[]>;
  /** By what subjects are stored: 32 secret bytes of this environment. */
  subjectSecret(): Promise<Uint8Array>;
  /** Everything of a subject goes: for readers at once, from the log's files by later upkeep. Asking twice asks once. */
  erase(subject: string, by: { readonly actor: string; readonly now: Date }): Promise<Erasure>;
  /** Newest first. */
  erasures(): Promise<readonly Erasure[]>;
  /** Makes room ahead, drops what has been kept for its time, moves what earlier builds kept, completes erasures. */
  upkeep(settings: UpkeepSettings): Promise<UpkeepReport>;
}
