export type { CallGap, GapReason } from "./call-log/call-gap.js";
export { createCallId, findTimeOfId } from "./call-log/call-id.js";
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
  retentionDays,
} from "./call-log/retention.js";
export {
  addSummaries,
  costScale,
  emptySummary,
  findQuantile,
  latencyScale,
  type Scale,
  tokenScale,
} from "./call-log/summary.js";
export { toLostCall } from "./call-log/to-lost-call.js";
export { addKnown, mergeUsageRows, toUsageKey, toUsageRows } from "./call-log/to-usage-rows.js";
export {
  toUsageReport,
  type UsageDimension,
  type UsageGroup,
  type UsageReport,
  usageDimensions,
} from "./call-log/usage-report.js";
export type { Summary, UsageKey, UsageRow } from "./call-log/usage-row.js";
export { type LoggedMessage, toLoggedMessages } from "./calls/logged-message.js";
export { createMemoryCallLog } from "./memory/memory-call-log.js";
export type {
  CallFilter,
  CallLog,
  CallQuery,
  CallSampleQuery,
  CallSearch,
  FoundCalls,
  UpkeepReport,
  UpkeepSettings,
  UsageQuery,
} from "./ports/call-log.js";
export type { OpenCallLog } from "./ports/call-log-store.js";
export type { CallReports } from "./ports/call-reports.js";
export type { CallSink } from "./ports/call-sink.js";
export type {
  CallIntent,
  OpenCallSpool,
  OpenSpoolSettings,
} from "./ports/call-spool.js";
