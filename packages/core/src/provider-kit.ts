export { findFailureKind } from "./errors/find-failure-kind.js";
export type {
  Embedding,
  EmbeddingModelData,
  EmbeddingProvider,
} from "./ports/embedding-provider.js";
export type { ProviderCall, ProviderCapabilities } from "./ports/provider.js";
export { type Completion, findUsageWarnings } from "./provider/completion.js";
export type {
  CompletionRequest,
  OutputFormat,
  SettingsRequest,
  ToolDefinition,
} from "./provider/completion-request.js";
export { findMissingCapabilities } from "./provider/find-missing-capabilities.js";
export { hasCacheHint } from "./provider/has-cache-hint.js";
export type { FilePart, ImagePart } from "./provider/message.js";
export type {
  ModelData,
  ModelInput,
  ModelSettingName,
  ModelSettings,
} from "./provider/model-data.js";
export { type RateLimits, toShareLeft } from "./provider/rate-limits.js";
export type { StreamEvent } from "./provider/stream-event.js";
export { noUsage } from "./provider/token-usage.js";
export { vendorNames } from "./provider/vendor-names.js";
export { findResendWait, mostAttempts } from "./resend/find-resend-wait.js";
export { mostSavedRetries, RetryBucket, retriesPerSuccess } from "./resend/retry-bucket.js";
export { sendAgain } from "./resend/send-again.js";
export { findWaitMs, isTransient, waitUnless } from "./resend/wait-time.js";
export {
  type ExtraHeaders,
  listSecrets,
  parseHeaders,
} from "./vendor-edge/client-access/parse-headers.js";
export {
  findBaseUrl,
  isMeant,
  requireKey,
  type VendorAccess,
} from "./vendor-edge/client-access/require-key.js";
export { requireVendorSettings } from "./vendor-edge/client-access/require-vendor-settings.js";
export { withEnvironment } from "./vendor-edge/client-access/with-environment.js";
export {
  createVendorEndpoint,
  type VendorEndpoint,
} from "./vendor-edge/endpoint/create-vendor-endpoint.js";
export { createVendorFetch } from "./vendor-edge/endpoint/create-vendor-fetch.js";
export type { WholeReply } from "./vendor-edge/endpoint/read-whole.js";
export { readUnstreamed, requireAnswer } from "./vendor-edge/failure/require-answer.js";
export { throwFailedReplies } from "./vendor-edge/failure/throw-failed-replies.js";
export {
  type ClientErrors,
  type FailedCall,
  isToldByVendor,
  translateVendorError,
} from "./vendor-edge/failure/translate-vendor-error.js";
export { unbegunStream } from "./vendor-edge/failure/unbegun-stream.js";
export {
  findProviderError,
  hideKeys,
  mapReplyStatus,
  parseRetryAfter,
} from "./vendor-edge/failure/vendor-failure.js";
export { isOf, LateModule } from "./vendor-edge/late-module.js";
export { type CallLimit, limitCall, toTimerDelay } from "./vendor-edge/limit-call.js";
export { type ModelChanges, mergeModels } from "./vendor-edge/merge-models.js";
export { isObjectSchema } from "./vendor-edge/output-schema/is-object-schema.js";
export { mapSubschemas } from "./vendor-edge/output-schema/map-subschemas.js";
export { narrowSchema } from "./vendor-edge/output-schema/narrow-schema.js";
export type { SchemaDialect } from "./vendor-edge/output-schema/narrowing.js";
export { isPlainPattern } from "./vendor-edge/output-schema/schema-keywords.js";
export { parseVendorOptions } from "./vendor-edge/parse-vendor-options.js";
export type { RateLimitHeaders } from "./vendor-edge/read-rate-limits.js";
export { readReply } from "./vendor-edge/read-reply.js";
export { requireTaken, toBase64 } from "./vendor-edge/require-taken.js";
export { settleToolCalls, type ToldToolCall } from "./vendor-edge/settle-tool-calls.js";
export { streamWhole } from "./vendor-edge/stream-whole.js";
