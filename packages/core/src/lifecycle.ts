export { type AttachmentRecord, toAttachmentRecord } from "./attachments/attachment-record.js";
export {
  describeUnknown,
  describeUntaken,
  findUntaken,
  listAttachments,
  toModelInput,
} from "./attachments/model-inputs.js";
export {
  attachmentInvalid,
  type PlacedAttachment,
  requireAttachments,
} from "./attachments/require-attachments.js";
export { type Bound, sumMemory } from "./bounds/bound.js";
export { coreBounds } from "./bounds/core-bounds.js";
export { estimateBytes } from "./calls/estimate-bytes.js";
export type { ContentKind, CountedInput, Headroom } from "./calls/headroom.js";
export { toJsonEvent, toJsonResult } from "./calls/to-json-result.js";
export { chooseEnvironment } from "./config/choose-environment.js";
export { requireEnvironmentName } from "./config/environment-name.js";
export type { FittingConfig, PromptsOf } from "./config/fitting-config.js";
export { isStrict } from "./config/is-strict.js";
export type { WindowPolicy } from "./config/promptrail-config.js";
export type { ProviderLimit } from "./config/provider-limit.js";
export { requireNode } from "./config/require-node.js";
export type { ShadowBudget } from "./config/shadow-budget.js";
export { unknownEnvironment } from "./config/unknown-environment.js";
export { withDefaults } from "./config/with-defaults.js";
export { changedEvidence } from "./contents/changed-evidence.js";
export { checkAllContents } from "./contents/check-all-contents.js";
export { findBodyProblem, requireOwnHash } from "./contents/require-own-hash.js";
export type { TemplateErrorDetails } from "./errors/template/template-error.js";
export type { EarlierAnswers } from "./evals/earlier-answers.js";
export type { EvidenceKey, EvidenceOrigin, EvidenceSubject } from "./evals/evidence.js";
export type {
  AnswerError,
  EvidenceRun,
  ScoredAnswer,
  ScoredCase,
} from "./evals/evidence-run.js";
export { hashEvidence } from "./evals/hash-evidence.js";
export { isEvidenceFor } from "./evals/is-evidence-for.js";
export type { AttackFigures, CorrectedFigure, JudgeFigures } from "./evals/judge-figures.js";
export { mayDecide, placeEvidence } from "./evals/place-evidence.js";
export { contentDigest, jsonDigest } from "./json/content-digest.js";
export { findKeyId, formatApiKey } from "./keys/key-form.js";
export { byKeyAge, mayAddKey, noteKeyUse, replaceKey } from "./keys/key-rules.js";
export type { KeyList, KeyRequest, KeyRotation, MadeKey } from "./keys/made-key.js";
export { coversKey, requireGrantable } from "./keys/require-grantable.js";
export {
  advanceSnapshot,
  followDecisions,
  type SnapshotNews,
} from "./lifecycle/advance-snapshot.js";
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
export { type CommandOutcome, mostTogether } from "./lifecycle/decide/command-outcome.js";
export { decideAllWithin } from "./lifecycle/decide/decide-all-within.js";
export { decideWithin, reconsiderWithin } from "./lifecycle/decide/decide-within.js";
export type { DecisionTransaction, StoredFacts } from "./lifecycle/decide/decision-transaction.js";
export { previewWithin } from "./lifecycle/decide/preview-within.js";
export type { Change, DecisionResult, DecisionSource } from "./lifecycle/decision.js";
export { hashDecision, lastRevision } from "./lifecycle/decision.js";
export type {
  FamilyState,
  Hold,
  RecordedDeclaration,
  RecoveredState,
} from "./lifecycle/family-state.js";
export { readHistoryPage } from "./lifecycle/history/history-page.js";
export type { HistoryQuery, HistorySource } from "./lifecycle/history/history-source.js";
export { mayReplace } from "./lifecycle/history/may-replace.js";
export { readDecisionAt } from "./lifecycle/history/read-decision-at.js";
export { readHistoryInOrder } from "./lifecycle/history/read-history-in-order.js";
export {
  createHistoryVerifier,
  type HistoryProblem,
  verifyHistory,
} from "./lifecycle/history/verify-history.js";
export type { PromotionGround } from "./lifecycle/promotion-ground.js";
export type { RecoveredFamily } from "./lifecycle/recover-report.js";
export { chooseRollback } from "./lifecycle/rules/many/choose-rollback.js";
export {
  describeFaulty,
  type FaultyModel,
  isFaulty,
  requireFaultyModel,
} from "./lifecycle/rules/many/faulty-model.js";
export {
  findConflicts,
  isReplaceable,
  type KnownVersion,
  type PlannedRegistration,
  pickFamilies,
  planRegistration,
  type RegistrationConflict,
  type VersionContent,
} from "./lifecycle/rules/plan-registration.js";
export { isArchived } from "./lifecycle/rules/require-version.js";
export { listRollbackTargets } from "./lifecycle/rules/rollback-targets.js";
export { toRecoveredState } from "./lifecycle/rules/to-recovered-state.js";
export type { Snapshot, SnapshotHead } from "./lifecycle/snapshot.js";
export type { StateSource } from "./lifecycle/state-source.js";
export { watchByPolling } from "./lifecycle/watch-by-polling.js";
export { raceWithLimit } from "./limits/race-with-limit.js";
export { createTurns, type Turns } from "./limits/turns.js";
export { formatLock } from "./lock/format-lock.js";
export {
  type AcknowledgedRevisions,
  findAcknowledgedRevision,
  findLockedFamily,
  type Lock,
  type LockedFamily,
  type LockedVersion,
  lockFileName,
} from "./lock/lock.js";
export { parseLock } from "./lock/parse-lock.js";
export { toFleetMember } from "./memory/memory-fleet-store.js";
export { createMemoryKeyStore } from "./memory/memory-key-store.js";
export { oneAtATime } from "./memory/one-at-a-time.js";
export type { ContentProblem, ContentsPage } from "./ports/contents-page.js";
export type { EvidenceStore } from "./ports/evidence-store.js";
export type {
  Drill,
  FleetMember,
  FleetReports,
  FleetStore,
  ProcessReport,
} from "./ports/fleet-store.js";
export type { ApiKey, KeyFacts, KeyStore, Scope } from "./ports/key-store.js";
export type { CompiledTemplate, CompileOptions, TemplateNote } from "./ports/renderer.js";
export type { FollowedSource, StatusSource, StatusStore } from "./ports/status-store.js";
export type { OpenStore, OpenStoreSettings } from "./ports/store.js";
export type { NamedFamily } from "./prompt/declared/named-family.js";
export type { NamedVersion } from "./prompt/declared/named-version.js";
export type { RunDataOf, ToolInputsOf } from "./prompt/declared/run-of.js";
export { type DescribedInput, describeInput, undescribedInput } from "./prompt/describe-input.js";
export { contentHashScheme, hashContent } from "./prompt/hash-content.js";
export {
  hashUnderScheme,
  isHashOfEarlierScheme,
  toSentSchema,
} from "./prompt/hash-under-scheme.js";
export type { FilterReference } from "./prompt/prompt-content.js";
export type { RegisteredVersion, VersionRegistration } from "./prompt/registered-version.js";
export { readJsonSchema, toJsonSchema } from "./prompt/to-json-schema.js";
export { noInputs } from "./prompt/tools/to-tool-definition.js";
export { isToolRefusal } from "./prompt/tools/tool-refusal.js";
export { compileMessage } from "./registry/compile-message.js";
export { findNewRequirements } from "./registry/contexts/find-new-requirements.js";
export { findTakenNames } from "./registry/contexts/find-taken-names.js";
export { findVersionNeeds, type VersionNeeds } from "./registry/contexts/find-version-needs.js";
export { type SchemaView, viewInput } from "./registry/contexts/view-input.js";
export { createRegistry } from "./registry/create-registry.js";
export { findDeclarationProblems } from "./registry/find-declaration-problems.js";
export type { Registry } from "./registry/registry.js";
export { type Release, releaseAll, withReleases } from "./release/with-releases.js";
export { toChangeReport, toPromotionReport, toRollbackReport } from "./reports/decision-report.js";
export type { EvidenceReport } from "./reports/evidence-report.js";
export type { DailyUse, HeadroomReport } from "./reports/headroom-report.js";
export type { LeftFamily, ModelUse, RolledBackFamily } from "./reports/rollback-all-report.js";
export type { LookUpPath, PathLookup, SchemaPlace } from "./template/look-up-path.js";
export { memberPath, type PathStep, pathsThrough, splitPath } from "./template/path-steps.js";
export { templateName } from "./template/template-name.js";
export type {
  TemplateRead,
  TemplateVariable,
  VariableKind,
  VariableUse,
} from "./template/template-variable.js";
export { typesOf, type ValueType } from "./template/value-types.js";
