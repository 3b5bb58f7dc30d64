export { OutcomeError } from "./calls/answer/outcome-error.js";
export type { CallOptions } from "./calls/call-options.js";
export type { ServableVersion } from "./catalog/servable-version.js";
export { createPromptrail } from "./create-promptrail.js";
export { describeUnmetNeeds } from "./decisions/callers/require-ready-callers.js";
export type { DecisionOptions } from "./decisions/decision-options.js";
export type {
  DeployedFamily,
  DeployOutcome,
  DeployReport,
  DeployRequest,
} from "./decisions/deploy.js";
export type { ArchiveRequest, ResumeRequest, ShadowRequest } from "./decisions/family-decisions.js";
export type { PromoteRequest } from "./decisions/promote.js";
export type { RecoverRequest } from "./decisions/recovery/recover-request.js";
export type { RollbackRequest } from "./decisions/rollback.js";
export type { HistoryRequest } from "./decisions/to-history-query.js";
export type { DrillRequest } from "./fleet/run-drill.js";
export type { FleetWait } from "./fleet/wait-for-fleet.js";
export { loadProject, type Project } from "./load-project.js";
export type { Promptrail, RenderedPrompt } from "./promptrail.js";
export type { PromptrailSettings } from "./promptrail-settings.js";
export { readLockFile } from "./read-lock-file.js";
export type { EnvironmentStatus, FamilyStatus } from "./reports/family-status.js";
export type { ShadowPair } from "./reports/read-shadow-pairs.js";
export { writeProblem } from "./reports/write-problem.js";
export { runtimeBounds } from "./runtime-bounds.js";
export type { Resolution } from "./state/resolve-version.js";
