export { describeCell, type ProviderCell } from "./conformance/provider/matrix/axes.js";
export type { CellScope, CellSize } from "./conformance/provider/matrix/exclusions.js";
export { type CellEnd, expectCell } from "./conformance/provider/matrix/expect-cell.js";
export { type CellList, listCells } from "./conformance/provider/matrix/list-cells.js";
export {
  type CellFailure,
  type RunCells,
  runCells,
} from "./conformance/provider/matrix/run-cells.js";
export type { ProviderHarness, ProviderUpstream } from "./conformance/provider/provider-harness.js";
export {
  runProviderSuite,
  type SuiteFailure,
  type SuiteReport,
  type SuiteRun,
} from "./conformance/provider/run-provider-suite.js";
export { anthropicWire } from "./upstream/anthropic/anthropic-wire.js";
export { deepseekWire, openaiWire } from "./upstream/chat/chat-wires.js";
export {
  type AnswerFault,
  type FailureWord,
  type Wire,
  WireError,
  type WireErrorDetails,
  type WireEvents,
  type WireExchange,
  type WireReply,
} from "./upstream/wire.js";
