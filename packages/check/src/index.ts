export { type CheckedConfig, type CheckSettings, checkProject } from "./check-project.js";
export { type ContextConflict, findContextConflicts } from "./contexts/find-context-conflicts.js";
export { findDeclaredNeeds } from "./contexts/find-declared-needs.js";
export {
  bySeverity,
  type Finding,
  type FindingSeverity,
  type ModelDetails,
  type TemplateDetails,
  toFinding,
} from "./findings/finding.js";
export { checkLock } from "./locks/check-lock.js";
export { compareLocks } from "./locks/compare-locks.js";
export { createLock, type LockSettings, type SuiteHashes } from "./locks/create-lock.js";
export { type ChangedFamily, findChangedFamilies } from "./locks/find-changed-families.js";
export { hashSuites } from "./locks/hash-suites.js";
export type { LockBase } from "./locks/lock-base.js";
export { findRehashed, type RehashedVersion } from "./locks/restate-lock.js";
export type { FilePlace } from "./places/file-place.js";
export { findRetirementFindings } from "./settings/find-retirement-findings.js";
export { findRetirements, type Retirement } from "./settings/find-retirements.js";
export { isUnwritten, unwrittenText } from "./settings/find-unwritten.js";
export { findTemplateFindings } from "./templates/find-template-findings.js";
export type { TemplateFinding, TemplateFindingCode } from "./templates/template-finding.js";
export {
  findVersionVariables,
  type VersionRead,
  type VersionVariable,
} from "./variables/find-version-variables.js";
