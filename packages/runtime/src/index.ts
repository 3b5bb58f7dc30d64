export type {
  CallLogUseCases,
  CallReader,
  GapRequest,
  ListRequest,
  SearchRequest,
} from "./call-log/call-log-use-cases.js";
export type { UsageRequest } from "./call-log/usage-report.js";
export { OutcomeError } from "./calls/answer/outcome-error.js";
export type { RenderedPrompt } from "./calls/call-use-cases.js";
export type { CallOptions } from "./calls/plan/call-options.js";
export { type RunEnd, RunError } from "./calls/tools/run-error.js";
export type { RunBudget, RunToolsOptions } from "./calls/tools/run-options.js";
export type { RunReport, RunResult, RunStep, ToolAnswer } from "./calls/tools/run-result.js";
export type { ToolContext, ToolFunction, ToolFunctions } from "./calls/tools/tool-function.js";
export type { ServableVersion } from "./catalog/servable-version.js";
export { createPromptrail } from "./create-promptrail.js";
export { describeUnmetNeeds } from "./decisions/callers/require-ready-callers.js";
export type {
  DeployedFamily,
  DeployOutcome,
  DeployReport,
  DeployRequest,
} from "./decisions/deploy.js";
export type { DrillRequest } from "./decisions/drill/run-drill.js";
export type { ArchiveRequest, ResumeRequest, ShadowRequest } from "./decisions/family-decisions.js";
export type { RollbackAllRequest } from "./decisions/many/rollback-all-request.js";
export type { PromoteRequest } from "./decisions/promote.js";
export type { RecoverRequest } from "./decisions/recovery/recover-request.js";
export type { DecisionOptions } from "./decisions/request/decision-options.js";
export type { RollbackRequest } from "./decisions/rollback.js";
export type { FleetWait } from "./fleet/wait-for-fleet.js";
export type {
  AdminKey,
  AdminKeySettings,
  KeyGiver,
  KeyReader,
  KeyUseCases,
} from "./keys/key-use-cases.js";
export { writeProblem } from "./problems/write-problem.js";
export { loadProject, type Project } from "./project/load-project.js";
export { readLockFile } from "./project/read-lock-file.js";
export type { PromptReader } from "./prompt-reader.js";
export type { Promptrail } from "./promptrail.js";
export type { PromptrailSettings } from "./promptrail-settings.js";
export type {
  EnvironmentStatus,
  FamilyStatus,
} from "./reports/family-status.js";
export type {
  ShadowPair,
  ShadowPairsFilter,
  ShadowPairsPage,
} from "./reports/read-shadow-pairs.js";
export { runtimeBounds } from "./runtime-bounds.js";
export type { Resolution } from "./state/resolver.js";
export { openStoreAlone, type StoreAlone } from "./store/open-store-alone.js";
export type {
  EvidenceReader,
  EvidenceUseCases,
  StoreReader,
  StoreUseCases,
} from "./store/store-use-cases.js";
export type { HistoryRequest } from "./store/to-history-query.js";
