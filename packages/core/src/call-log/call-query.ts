import type { Lane } from "../provider/lane.js";
import type { LoggedCall } from "./logged-call.js";

/** Which calls; what is left out does not matter. */
export interface CallFilter {
  readonly family?: string | undefined;
  readonly version?: number | undefined;
  readonly lane?: Lane | undefined;
  /** As in `UsageKey`. */
  readonly outcome?: string | undefined;
  /** A feature that the context's shape has: `language:pt`. */
  readonly shape?: string | undefined;
  readonly runId?: string | undefined;
  /** Only calls that started then or later. */
  readonly since?: Date | undefined;
  /** Only calls that started before. */
  readonly before?: Date | undefined;
}

export interface CallQuery extends CallFilter {
  readonly ids?: readonly string[] | undefined;
  /** False: what was said is left out: `context`, `messages`, `text` and `data` are null then. Default: true. */
  readonly bodies?: boolean | undefined;
  readonly limit: number;
}

export interface CallSearch extends CallFilter {
  readonly family: string;
  readonly since: Date;
  /** What is looked for in what was said, without regard to case. */
  readonly text: string;
  readonly limit: number;
  /** The search ends after so long, wherever it is. */
  readonly withinMs: number;
}

export interface FoundCalls {
  /** Newest first. */
  readonly calls: readonly LoggedCall[];
  /** Everything from then on was looked through; null where all of it was that was asked for. */
  readonly searchedSince: Date | null;
}

export interface CallSampleQuery {
  readonly family: string;
  readonly since: Date;
  readonly size: number;
  /** As in `CallQuery`. */
  readonly bodies?: boolean | undefined;
}

export interface UsageQuery {
  readonly family?: string | undefined;
  readonly since: Date;
  readonly before?: Date | undefined;
}
