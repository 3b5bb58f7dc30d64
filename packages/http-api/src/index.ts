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
export { type ProblemFacts, toProblem, toProblemOfError } from "./problems/to-problem.js";
export { mostListedCalls } from "./routes/call-log-routes.js";
export { evidenceMs } from "./routes/evidence-routes.js";
export { defaultDrillMs } from "./routes/fleet-routes.js";
export { largestAnswers } from "./routes/largest-answers.js";
export { type FleetWaitOptions, mostDecisions, mostPairs } from "./routes/parameters.js";
export {
  actorHeader,
  idempotencyKeyHeader,
  ifMatchHeader,
  ifNoneMatchHeader,
  lastEventIdHeader,
  requestIdHeader,
} from "./routes/request-headers.js";
export {
  type BodyBounds,
  findSuccess,
  type RequestHeader,
  type Route,
  type RouteAnswer,
  type RouteInput,
  type RouteRequest,
  type RouteResponse,
  usualBody,
} from "./routes/route.js";
export { type RouteName, type Routes, routes } from "./routes/routes.js";
export { toRoutePath } from "./routes/to-route-path.js";
export {
  callListWire,
  callReportWire,
  erasureListWire,
  erasureWire,
} from "./wire/call-log/call-reports.js";
export { loggedCallWire } from "./wire/call-log/logged-call.js";
export { usageReportWire } from "./wire/call-log/usage.js";
export {
  callResultWire,
  renderedPromptWire,
  type StreamedEvent,
  streamEventWire,
} from "./wire/calls.js";
export {
  changeReportWire,
  promotionReportWire,
  recoverReportWire,
  rollbackReportWire,
} from "./wire/decisions.js";
export { evidenceReportWire, evidenceRunWire } from "./wire/evidence/evidence-run.js";
export { drillResultWire, fleetWire, longestWaitMs } from "./wire/fleet.js";
export { headroomReportWire } from "./wire/headroom/headroom-report.js";
export { decisionWire, historyWire } from "./wire/history.js";
export { keyListWire, keyWire, madeKeyWire } from "./wire/keys.js";
export { mostTurns } from "./wire/messages/messages.js";
export { createPlainReader, type PlainReader } from "./wire/plain-reader.js";
export { type ProblemWire, problemMediaType, problemWire } from "./wire/problem.js";
export { type ListedPrompt, type ListedVersion, registeredVersionWire } from "./wire/prompts.js";
export type { RecordCodec } from "./wire/record.js";
export { mostNamedFamilies, rollbackAllReportWire } from "./wire/rollback-all.js";
export { shadowPairsWire } from "./wire/shadow-pairs.js";
export {
  type EventPlace,
  parseEventId,
  type Readiness,
  readinessWire,
  type StatusChange,
  type StatusEventWire,
  type StatusWire,
  statusEventWire,
  statusWire,
  toEventId,
  toFamilyState,
} from "./wire/status.js";
export { toWire } from "./wire/to-wire.js";
