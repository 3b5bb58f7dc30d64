import type { CallRecord } from "@promptrail/core";
import { defaultRetention, type LoggedCall } from "@promptrail/core/call-log";

export function toLoggedCall(record: CallRecord): LoggedCall {
  return {
    ...record,
    bodyLoss: null,
    bodyRate: 1,
    redaction: null,
    shape: null,
    shapeVersion: null,
    retention: defaultRetention,
  };
}
