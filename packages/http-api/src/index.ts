export type {
  JsonSchema,
  OpenApiDocument,
  OpenApiOperation,
  OpenApiParameter,
  OpenApiResponse,
} from "./open-api/open-api-document.js";
export { type OpenApiSettings, toOpenApi } from "./open-api/to-open-api.js";
export { fromProblem } from "./problems/from-problem.js";
export { isErrorCode, problemStatus } from "./problems/problem-status.js";
export { type ProblemWire, problemMediaType, problemWire } from "./problems/problem-wire.js";
export { type ProblemFacts, toProblem, toProblemOfError } from "./problems/to-problem.js";
export { largestAnswers } from "./routes/largest-answers.js";
export { mostDecisions } from "./routes/parameters.js";
export {
  actorHeader,
  idempotencyKeyHeader,
  ifMatchHeader,
  ifNoneMatchHeader,
  lastEventIdHeader,
} from "./routes/request-headers.js";
export type { RequestHeader, Route, RouteResponse } from "./routes/route.js";
export {
  type RouteBody,
  type RouteName,
  type RouteParams,
  type RouteQuery,
  routes,
} from "./routes/routes.js";
export { toRoutePath } from "./routes/to-route-path.js";
export {
  type CallResultWire,
  callResultWire,
  fromCallResultWire,
  toCallResultWire,
} from "./wire/calls/call-result-wire.js";
export {
  fromStreamEventWire,
  type StreamEventWire,
  streamEventWire,
  toStreamEventWire,
} from "./wire/calls/stream-event-wire.js";
export {
  type ContentsWire,
  contentsWire,
  fromContentsWire,
  toContentsWire,
} from "./wire/changes/contents-wire.js";
export {
  type DecisionWire,
  decisionWire,
  fromDecisionWire,
  toDecisionWire,
} from "./wire/changes/decision-wire.js";
export {
  type FamilyChange,
  type FamilyChangeWire,
  familyChangeWire,
  fromFamilyChangeWire,
  toFamilyChangeWire,
} from "./wire/changes/family-change-wire.js";
export {
  fromHistoryWire,
  type HistoryWire,
  historyWire,
  toHistoryWire,
} from "./wire/changes/history-wire.js";
export {
  fromPromotionResultWire,
  type PromotionResult,
  type PromotionResultWire,
  promotionResultWire,
  toPromotionResultWire,
} from "./wire/changes/promotion-wire.js";
export {
  fromRecoverReportWire,
  type RecoverReportWire,
  recoverReportWire,
  toRecoverReportWire,
} from "./wire/changes/recover-wire.js";
export {
  fromRollbackResultWire,
  type RollbackResult,
  type RollbackResultWire,
  rollbackResultWire,
  toRollbackResultWire,
} from "./wire/changes/rollback-wire.js";
export { type EventPlace, parseEventId, toEventId } from "./wire/events/event-id.js";
export {
  type StatusChangeWire,
  type StatusEventWire,
  statusChangeWire,
  statusEventWire,
} from "./wire/events/status-event-wire.js";
export {
  type DrillResult,
  type DrillResultWire,
  type DrillWire,
  drillListWire,
  drillResultWire,
  fromDrillResultWire,
  fromDrillWire,
  longestWaitMs,
  toDrillResultWire,
  toDrillWire,
} from "./wire/fleet/drill-wire.js";
export {
  type FleetAnswer,
  type FleetAnswerWire,
  fromFleetAnswerWire,
  toFleetAnswerWire,
} from "./wire/fleet/fleet-answer-wire.js";
export {
  type FleetMemberWire,
  fleetWire,
  fromFleetMemberWire,
  toFleetMemberWire,
} from "./wire/fleet/fleet-member-wire.js";
export type { ProcessReportWire } from "./wire/fleet/process-report-wire.js";
export {
  fromKeyListWire,
  type KeyList,
  type KeyListWire,
  keyListWire,
  toKeyListWire,
  toKeyWire,
} from "./wire/keys/key-wire.js";
export {
  fromMadeKeyWire,
  type KeyRequest,
  type KeyRotation,
  longestOverlapMs,
  type MadeKey,
  type MadeKeyWire,
  madeKeyWire,
  toMadeKeyWire,
} from "./wire/keys/made-key-wire.js";
export {
  fromPromptListWire,
  type ListedPrompt,
  type ListedVersion,
  type PromptListWire,
  promptListWire,
  toPromptListWire,
} from "./wire/prompts/prompt-list-wire.js";
export {
  fromRegisteredVersionWire,
  type RegisteredVersionWire,
  registeredVersionWire,
  toRegisteredVersionWire,
} from "./wire/prompts/registered-version-wire.js";
export {
  fromRenderedPromptWire,
  type RenderedMessages,
  type RenderedPromptWire,
  renderedPromptWire,
  toRenderedPromptWire,
} from "./wire/prompts/rendered-prompt-wire.js";
export { fromFamilyStateWire } from "./wire/state/family-state-wire.js";
export {
  fromReadinessWire,
  type Readiness,
  type ReadinessWire,
  readinessWire,
  toReadinessWire,
} from "./wire/state/readiness-wire.js";
export {
  type FamilyReport,
  fromStatusWire,
  type ServerStatus,
  type StatusProblem,
  type StatusWire,
  statusWire,
  toStatusWire,
} from "./wire/state/status-wire.js";
