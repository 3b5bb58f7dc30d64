import type { CallRecord } from "../calls/call-record.js";
import type { Lane } from "../provider/lane.js";

export interface CallQuery {
  readonly family?: string;
  readonly lane?: Lane;
  readonly ids?: readonly string[];
  /** Only calls that started before. */
  readonly before?: Date;
  /** False: what was said is left out, where the log can: `context`, `text` and `data` are null then. Default: true. */
  readonly bodies?: boolean;
  readonly limit: number;
}

/** Keeps production calls. */
export interface CallLog {
  /** Appending a record twice keeps one. */
  append(records: readonly CallRecord[]): Promise<void>;
  /** Newest first. */
  read(query: CallQuery): Promise<readonly CallRecord[]>;
  /** A uniform random sample of a family's production calls since a time. */
  sample(query: {
    readonly family: string;
    readonly since: Date;
    readonly size: number;
    /** As in `read`. */
    readonly bodies?: boolean;
  }): Promise<readonly CallRecord[]>;
}
