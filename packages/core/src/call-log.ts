export type { CallGap, GapReason } from "./call-log/call-gap.js";
export { createCallId, findTimeOfId } from "./call-log/call-id.js";
export type { CallIntent } from "./call-log/call-intent.js";
export type { CallLogging, Durability } from "./call-log/call-logging.js";
export type {
  CallFilter,
  CallQuery,
  CallSampleQuery,
  CallSearch,
  FoundCalls,
  UsageQuery,
} from "./call-log/call-query.js";
export type { Erasure } from "./call-log/erasure.js";
export { says } from "./call-log/fits-filter.js";
export type { BodyLoss, LoggedCall } from "./call-log/logged-call.js";
export { gapsWithin, readFrom, sampleFrom, searchIn, usageOf } from "./call-log/look-through.js";
export { lostInCrash, toOutcomeWord } from "./call-log/outcome-word.js";
export { readLoggedCall, type StoredCall } from "./call-log/read-logged-call.js";
export {
  defaultRetention,
  type Retention,
  type RetentionDays,
} from "./call-log/retention.js";
export { toLostCall } from "./call-log/to-lost-call.js";
export {
  type KeyedCall,
  sumUsage,
  toUsageKey,
  toUsageRows,
} from "./call-log/usage/to-usage-rows.js";
export {
  toUsageReport,
  type UsageDimension,
  type UsageGroup,
  type UsageReport,
} from "./call-log/usage/usage-report.js";
export type { Summary, UsageKey, UsageRow } from "./call-log/usage/usage-row.js";
export { type LoggedMessage, toLoggedMessages } from "./calls/logged-message.js";
export { noAnswer } from "./calls/no-answer.js";
export { createMemoryCallLog } from "./memory/memory-call-log.js";
export type { OpenCallLog } from "./ports/call-log-store.js";
export type { CallLog, UpkeepReport, UpkeepSettings } from "./ports/calls/call-log.js";
export type { CallReports } from "./ports/calls/call-reports.js";
export type { CallSink } from "./ports/calls/call-sink.js";
export type { CallSpool, OpenCallSpool, OpenSpoolSettings } from "./ports/calls/call-spool.js";
