import { noAnswer } from "../calls/no-answer.js";
import type { CallIntent } from "./call-intent.js";
import type { LoggedCall } from "./logged-call.js";
import { lostInCrash } from "./outcome-word.js";
import { defaultRetention } from "./retention.js";

/** A call of which only its begin is known, since its process was killed → its record: what it brought is unknown. */
export function toLostCall(intent: CallIntent): LoggedCall {
  return {
    ...intent,
    degraded: null,
    pinned: false,
    shadowOf: null,
    runId: null,
    step: null,
    subject: null,
    context: null,
    messages: null,
    attachments: [],
    durationMs: null,
    ...noAnswer,
    headroom: null,
    warnings: [],
    error: {
      code: lostInCrash,
      message:
        "The process that made this call ended before the call did. Whether the vendor answered, and what it cost, is not known.",
    },
    attempts: [],
    bodyLoss: null,
    bodyRate: 0,
    redaction: null,
    shape: null,
    shapeVersion: null,
    retention: defaultRetention,
  };
}
