export { type CheckedCell, checkCalls } from "./conformance/calls/check-calls.js";
export type { CallRunner, OpenCallRunner } from "./conformance/calls/run-call-cell.js";
export { describeCallLog } from "./conformance/describe-call-log.js";
export { describeCalls } from "./conformance/describe-calls.js";
export { describeEvidenceStore } from "./conformance/describe-evidence-store.js";
export { describeFleetStore } from "./conformance/describe-fleet-store.js";
export { describeJobQueue } from "./conformance/describe-job-queue.js";
export { describeKeyStore } from "./conformance/describe-key-store.js";
export { type DescribeProviderOptions, describeProvider } from "./conformance/describe-provider.js";
export { describeStatusStore } from "./conformance/describe-status-store.js";
export { describeStore } from "./conformance/describe-store.js";
export { checkJobQueue } from "./conformance/jobs/check-job-queue.js";
export type { OpenQueue } from "./conformance/jobs/queue-case.js";
export type {
  ProviderHarness,
  ProviderUpstream,
} from "./conformance/provider/provider-harness.js";
export type { EmptyStore } from "./conformance/store/opening/opening-cases.js";
export type { OpenEnvironment } from "./conformance/store/store-case.js";
export { anthropicWire } from "./upstream/anthropic/anthropic-wire.js";
export { deepseekWire, openaiWire } from "./upstream/chat/chat-wires.js";
