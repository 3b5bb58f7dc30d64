import type { Attempt } from "../calls/attempt.js";
import type { CallRecord, StartedCall } from "../calls/call-record.js";

/**
 * Watches calls of every lane, and can break none: it is called and never awaited, and what it returns is not
 * looked at. One that throws, or whose promise is rejected, is told of once and goes on being called.
 */
export interface CallObserver {
  /** A call is about to be sent: nothing of it can be refused any more but by its vendor. */
  started(call: StartedCall): unknown;
  /** One request to a vendor has ended, however it did. */
  attempted(attempt: Attempt, call: StartedCall): unknown;
  /** The call has ended, however it did. Follows each `started`. */
  finished(record: CallRecord): unknown;
}
