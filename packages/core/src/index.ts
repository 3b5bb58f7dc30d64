export { type Bound, sumMemory } from "./bounds/bound.js";
export { coreBounds } from "./bounds/core-bounds.js";
export type { AroundCall } from "./calls/around-call.js";
export type { Attempt } from "./calls/attempt.js";
export type { CallRecord, StartedCall } from "./calls/call-record.js";
export type { CallResult } from "./calls/call-result.js";
export type { CallStreamEvent } from "./calls/call-stream-event.js";
export { estimateBytes } from "./calls/estimate-bytes.js";
export { toJsonEvent, toJsonResult } from "./calls/to-json-result.js";
export {
  type ChosenEnvironment,
  chooseEnvironment,
  type EnvironmentNames,
} from "./config/choose-environment.js";
export { requireEnvironmentName } from "./config/environment-name.js";
export type { FittingConfig, PromptsOf } from "./config/fitting-config.js";
export type { FamilySettings, PromptrailConfig } from "./config/promptrail-config.js";
export { unknownEnvironment } from "./config/unknown-environment.js";
export { withDefaults } from "./config/with-defaults.js";
export { changedEvidence } from "./contents/changed-evidence.js";
export { checkAllContents, type StoreContents } from "./contents/check-all-contents.js";
export { findBodyProblem, requireOwnHash } from "./contents/require-own-hash.js";
export { contextLosesDigits, describeLostDigits } from "./errors/context-loses-digits.js";
export { describeIssues, formatPath } from "./errors/describe-issues.js";
export type { ErrorCode } from "./errors/error-code.js";
export { isUnreachable } from "./errors/is-unreachable.js";
export { cutText, listSome } from "./errors/list-some.js";
export { isPromptrailError, PromptrailError } from "./errors/promptrail-error.js";
export {
  ProviderError,
  type ProviderErrorDetails,
  type ProviderErrorKind,
} from "./errors/provider-error.js";
export { showControls } from "./errors/show-controls.js";
export { findNearest, suggest } from "./errors/suggest.js";
export {
  TemplateError,
  type TemplateErrorDetails,
  type TemplateErrorKind,
} from "./errors/template-error.js";
export type { Dataset } from "./evals/dataset.js";
export type { Case, Eval, EvalCall, EvalResult, EvalSubject } from "./evals/eval.js";
export type { Evidence, EvidenceKey, Verdict } from "./evals/evidence.js";
export { hashEvidence } from "./evals/hash-evidence.js";
export { isEvidenceFor } from "./evals/is-evidence-for.js";
export type { GateRule, Suite } from "./evals/suite.js";
export { contentDigest, jsonDigest } from "./json/content-digest.js";
export type { JsonOf } from "./json/json-of.js";
export type { JsonObject, JsonValue } from "./json/json-value.js";
export { deepFreeze, isJsonObject, parseJson } from "./json/json-value.js";
export { findLostDigits, losesDigits } from "./json/lost-digits.js";
export { omitUndefined } from "./json/omit-undefined.js";
export { type ReadJson, readJson } from "./json/read-json.js";
export { type JsonForm, readJsonForm } from "./json/read-json-form.js";
export { coversFamily, everyFamily, familyGlob } from "./keys/family-glob.js";
export { findKeyId, formatApiKey, isBrokenKey, type KeyParts } from "./keys/key-form.js";
export { byKeyAge, mayAddKey, noteKeyUse, replaceKey } from "./keys/key-rules.js";
export { coversKey, type KeyReach, requireGrantable } from "./keys/require-grantable.js";
export { advanceSnapshot, type SnapshotNews } from "./lifecycle/advance-snapshot.js";
export { applyDecision } from "./lifecycle/apply-decision.js";
export type {
  ArchiveCommand,
  Command,
  DeclareCommand,
  DrillCommand,
  PromoteCommand,
  RecoverCommand,
  ResumeCommand,
  RollbackCommand,
  ShadowCommand,
} from "./lifecycle/command.js";
export { collectFacts } from "./lifecycle/decide/collect-facts.js";
export { decideWithin, reconsiderWithin } from "./lifecycle/decide/decide-within.js";
export type { DecisionTransaction, StoredFacts } from "./lifecycle/decide/decision-transaction.js";
export type {
  Attribution,
  Change,
  Decision,
  DecisionResult,
  DecisionSource,
  PlannedDecision,
} from "./lifecycle/decision.js";
export type {
  FamilyState,
  Hold,
  RecordedDeclaration,
  RecoveredState,
  ShadowSetting,
} from "./lifecycle/family-state.js";
export { followDecisions } from "./lifecycle/follow-decisions.js";
export { hashDecision } from "./lifecycle/hash-decision.js";
export { acceptsHistory, readAcceptance } from "./lifecycle/history/accepts-history.js";
export { type HistoryPage, readHistoryPage } from "./lifecycle/history/history-page.js";
export type { HistoryQuery, HistorySource } from "./lifecycle/history/history-source.js";
export { mayReplace } from "./lifecycle/history/may-replace.js";
export { readDecisionAt } from "./lifecycle/history/read-decision-at.js";
export { readHistoryInOrder } from "./lifecycle/history/read-history-in-order.js";
export {
  createHistoryVerifier,
  type HistoryProblem,
  type HistoryVerifier,
  verifyHistory,
} from "./lifecycle/history/verify-history.js";
export type { PromotionGround } from "./lifecycle/promotion-ground.js";
export type { RecoveredFamily, RecoverReport } from "./lifecycle/recover-report.js";
export { findRollbackTarget, isEligibleTarget } from "./lifecycle/rules/find-rollback-target.js";
export {
  findConflicts,
  type KnownVersion,
  planRegistration,
  type RegistrationConflict,
  type VersionContent,
} from "./lifecycle/rules/plan-registration.js";
export { isArchived } from "./lifecycle/rules/require-version.js";
export { toRecoveredState } from "./lifecycle/rules/to-recovered-state.js";
export type { Snapshot, SnapshotHead } from "./lifecycle/snapshot.js";
export type { StateSource } from "./lifecycle/state-source.js";
export { watchByPolling } from "./lifecycle/watch-by-polling.js";
export { raceWithLimit } from "./limits/race-with-limit.js";
export { findAcknowledgedRevision } from "./lock/acknowledgements.js";
export { checkLock } from "./lock/check-lock.js";
export { compareLocks } from "./lock/compare-locks.js";
export { createLock, type LockSettings, type SuiteHashes } from "./lock/create-lock.js";
export { type ChangedFamily, findChangedFamilies } from "./lock/find-changed-families.js";
export { formatLock } from "./lock/format-lock.js";
export {
  findLockedFamily,
  type Lock,
  type LockedFamily,
  type LockedVersion,
  lockFileName,
} from "./lock/lock.js";
export { parseLock } from "./lock/parse-lock.js";
export { findRehashed, type RehashedVersion, restateLock } from "./lock/restate-lock.js";
export { createMemoryCallLog } from "./memory/memory-call-log.js";
export { toFleetMember } from "./memory/memory-fleet-store.js";
export { createMemoryKeyStore } from "./memory/memory-key-store.js";
export { memory } from "./memory/memory-store.js";
export { oneAtATime } from "./memory/one-at-a-time.js";
export type { CallLog, CallQuery } from "./ports/call-log.js";
export type { CallLogStore, OpenCallLog } from "./ports/call-log-store.js";
export type { CallObserver } from "./ports/call-observer.js";
export type { CallSink } from "./ports/call-sink.js";
export type { ContentProblem, ContentsPage } from "./ports/contents-page.js";
export type {
  Embedding,
  EmbeddingModelData,
  EmbeddingProvider,
} from "./ports/embedding-provider.js";
export type { EvidenceStore } from "./ports/evidence-store.js";
export type {
  Drill,
  FleetMember,
  FleetReports,
  FleetStore,
  ProcessReport,
} from "./ports/fleet-store.js";
export type { Job, JobOptions, JobQueue } from "./ports/job-queue.js";
export {
  type ApiKey,
  type KeyFacts,
  type KeyStore,
  type Scope,
  scopes,
} from "./ports/key-store.js";
export type { Provider, ProviderCall, ProviderCapabilities } from "./ports/provider.js";
export type {
  CompiledTemplate,
  CompileOptions,
  Renderer,
} from "./ports/renderer.js";
export type {
  FollowedSource,
  StatusSource,
  StatusStore,
} from "./ports/status-store.js";
export type { OpenStore, OpenStoreSettings, Store } from "./ports/store.js";
export type { ContextOf } from "./prompt/declared/context-of.js";
export type { DataOf } from "./prompt/declared/data-of.js";
export type { DeclaredPrompt } from "./prompt/declared/declared-prompt.js";
export type { NamedFamily } from "./prompt/declared/named-family.js";
export type { NamedVersion } from "./prompt/declared/named-version.js";
export { definePrompt } from "./prompt/define-prompt.js";
export { type DescribedInput, describeInput, undescribedInput } from "./prompt/describe-input.js";
export { contentHashScheme, hashContent } from "./prompt/hash-content.js";
export { type HashedVersion, isHashOfEarlierScheme } from "./prompt/hash-under-scheme.js";
export type { InputSchema } from "./prompt/input-schema.js";
export type {
  Fallback,
  FilterReference,
  MessageTemplate,
  PromptContent,
} from "./prompt/prompt-content.js";
export type { FallbackSettings, PromptSettings } from "./prompt/prompt-settings.js";
export {
  type FamilyOf,
  largestVersion,
  type PromptVersion,
  versionKey,
} from "./prompt/prompt-version.js";
export type { RegisteredVersion, VersionRegistration } from "./prompt/registered-version.js";
export { type Status, statuses } from "./prompt/status.js";
export { toJsonSchema } from "./prompt/to-json-schema.js";
export type { Completion, ProviderWarning } from "./provider/completion.js";
export { findUsageWarnings, isSuccess, type Outcome, outcomes } from "./provider/completion.js";
export type {
  CompletionRequest,
  OutputFormat,
  ToolDefinition,
} from "./provider/completion-request.js";
export type { Lane } from "./provider/lane.js";
export type { CacheHint, Message, TextPart, ToolCall, ToolResult } from "./provider/message.js";
export type {
  ModelData,
  ModelPrices,
  ModelSettingName,
  ModelSettings,
} from "./provider/model-data.js";
export type { StreamEvent } from "./provider/stream-event.js";
export { noUsage, priceUsage, type TokenUsage } from "./provider/token-usage.js";
export {
  type ContextConflict,
  findContextConflicts,
} from "./registry/contexts/find-context-conflicts.js";
export { findDeclaredNeeds } from "./registry/contexts/find-declared-needs.js";
export { findNewRequirements } from "./registry/contexts/find-new-requirements.js";
export { findTakenNames } from "./registry/contexts/find-taken-names.js";
export { findVersionNeeds, type VersionNeeds } from "./registry/contexts/find-version-needs.js";
export { createRegistry } from "./registry/create-registry.js";
export {
  findDeclarationProblems,
  type RegistrySettings,
} from "./registry/find-declaration-problems.js";
export type { Registry } from "./registry/registry.js";
export { findTemplateFindings } from "./registry/templates/find-template-findings.js";
export { readInputSchema } from "./registry/templates/read-input-schema.js";
export {
  type FindingSeverity,
  type TemplateFinding,
  type TemplateFindingCode,
  toTemplateError,
} from "./registry/templates/template-finding.js";
export { templateName } from "./registry/templates/template-name.js";
export { type Release, releaseAll, withReleases } from "./release/with-releases.js";
export {
  type ChangeReport,
  type DecisionReport,
  type PromotionReport,
  type RollbackReport,
  toChangeReport,
  toPromotionReport,
  toRollbackReport,
} from "./reports/decision-report.js";
export type { DrillResult, FleetAnswer } from "./reports/fleet-answer.js";
export type {
  FamilyReport,
  StatusProblem,
  StatusProblemCode,
  StatusReport,
} from "./reports/status-report.js";
export { describeType } from "./template/describe-type.js";
export { mergeVariables } from "./template/merge-variables.js";
export type { TemplateFilter } from "./template/template-filter.js";
export type {
  TemplateRead,
  TemplateVariable,
  VariableKind,
  VariableUse,
} from "./template/template-variable.js";
export {
  type ExtraHeaders,
  listSecrets,
  parseHeaders,
} from "./vendor-edge/client-access/parse-headers.js";
export { isMeant, requireKey, type VendorAccess } from "./vendor-edge/client-access/require-key.js";
export { withEnvironment } from "./vendor-edge/client-access/with-environment.js";
export {
  type AskedVendor,
  createVendorFetch,
  longestAnswer,
} from "./vendor-edge/create-vendor-fetch.js";
export { type CallLimit, limitCall } from "./vendor-edge/limit-call.js";
export { isObjectSchema } from "./vendor-edge/output-schema/is-object-schema.js";
export { mapSubschemas } from "./vendor-edge/output-schema/map-subschemas.js";
export { type NarrowedSchema, narrowSchema } from "./vendor-edge/output-schema/narrow-schema.js";
export type { SchemaDialect, SchemaSize } from "./vendor-edge/output-schema/narrowing.js";
export { isPlainPattern } from "./vendor-edge/output-schema/schema-keywords.js";
export {
  type SettledToolCalls,
  settleToolCalls,
  type ToldToolCall,
} from "./vendor-edge/settle-tool-calls.js";
export {
  adviseOnFailure,
  cutWords,
  findProviderError,
  hideKeys,
  isBrokenConnection,
  mapReplyStatus,
  parseRetryAfter,
  toSafeCause,
  type VendorWords,
} from "./vendor-edge/vendor-failure.js";
