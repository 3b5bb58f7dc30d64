import type { CallRecord } from "@promptrail/core";
import type {
  CallGap,
  CallLog,
  CallQuery,
  CallSearch,
  Erasure,
  FoundCalls,
  LoggedCall,
  UpkeepReport,
  UpkeepSettings,
  UsageReport,
} from "@promptrail/core/call-log";
import type { UsageRequest } from "./usage-report.js";

/** What is searched, and how long at most. */
export interface SearchRequest extends Omit<CallSearch, "since" | "limit" | "withinMs"> {
  /** Default: 7 days before its end. */
  readonly since?: Date | undefined;
  /** Default: 50. */
  readonly limit?: number | undefined;
  /** How long the search may take, in milliseconds. Default: 5,000. */
  readonly withinMs?: number | undefined;
}

/** Which calls are listed. */
export interface ListRequest extends Omit<CallQuery, "ids" | "limit"> {
  /** Those in which it was said: with a family, in 7 days at most. */
  readonly text?: string | undefined;
  /** Default: 50. */
  readonly limit?: number | undefined;
}

export interface GapRequest {
  readonly family?: string | undefined;
  readonly since: Date;
  readonly before?: Date | undefined;
}

/**
 * The records of calls: the config's call log, else the store's, else those of this process alone. A record is
 * there a moment after its call, or once `flush` is through. What was said in them, and errors, are redacted; a body that is
 * null says in `bodyLoss` why. Throws PromptrailError `store_unavailable`.
 */
export interface CallReader extends Pick<CallLog, "read" | "sample"> {
  /** One call with all that is kept of it. Throws `unknown_call`. */
  find(id: string): Promise<LoggedCall>;
  /**
   * The calls of a family in which a text was said, newest first. Throws `request_invalid` for an empty text and for a time of
   * more than 7 days.
   */
  search(request: SearchRequest): Promise<FoundCalls>;
  /** Calls, newest first: as `read` gives them, or with a text as `search` does. Throws what these throw. */
  list(request: ListRequest): Promise<FoundCalls>;
  /** Calls, tokens, cost and latency of a time, by whole hours. Throws `request_invalid`. */
  usage(request?: UsageRequest): Promise<UsageReport>;
  /** What the log lacks of calls, newest first. */
  gaps(request: GapRequest): Promise<readonly CallGap[]>;
  /** The erasures that were asked for, newest first. */
  erasures(): Promise<readonly Erasure[]>;
}

/** What can be done with the call log beside reading it. */
export interface CallLogUseCases extends CallReader {
  /**
   * Takes calls that were made elsewhere, as this process's own: redacted, sampled, hashed, and as safe as their families ask
   * once it resolves. `gaps` are calls that were lost there. The same id again changes nothing. Throws `request_invalid` and
   * `unknown_family`, and takes none then.
   */
  report(calls: readonly CallRecord[], gaps?: readonly CallGap[]): Promise<void>;
  /**
   * Everything of a subject goes: readers see none of it from then on, and `upkeep` takes it out of the log's files. Calls of it that
   * are still to come are not kept either. Throws `request_invalid`.
   */
  erase(subject: string, by: { readonly actor: string }): Promise<Erasure>;
  /** Makes room ahead, drops what was kept for its time, moves what earlier builds kept, completes erasures. */
  upkeep(settings?: Omit<UpkeepSettings, "now">): Promise<UpkeepReport>;
}
