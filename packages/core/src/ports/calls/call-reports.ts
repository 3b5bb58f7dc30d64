import type { CallGap } from "../../call-log/call-gap.js";
import type { CallRecord } from "../../calls/call-record.js";

/** Where a process without a database brings its calls: the server that it follows. */
export interface CallReports {
  /**
   * The same id again changes nothing. Throws `call_rejected` where one of them can never be taken; after any other error they
   * may be brought again.
   */
  report(calls: readonly CallRecord[], gaps: readonly CallGap[]): Promise<void>;
}
