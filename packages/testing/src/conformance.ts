export { describeCallLog } from "./conformance/describe-call-log.js";
export { describeEvidenceStore } from "./conformance/describe-evidence-store.js";
export { describeFleetStore } from "./conformance/describe-fleet-store.js";
export { describeKeyStore } from "./conformance/describe-key-store.js";
export { type DescribeProviderOptions, describeProvider } from "./conformance/describe-provider.js";
export { describeStatusStore } from "./conformance/describe-status-store.js";
export { describeStore } from "./conformance/describe-store.js";
export type {
  ProviderHarness,
  ProviderUpstream,
} from "./conformance/provider/provider-harness.js";
export type { EmptyStore } from "./conformance/store/opening/opening-cases.js";
export type { OpenEnvironment } from "./conformance/store/store-case.js";
export { anthropicWire } from "./upstream/anthropic/anthropic-wire.js";
export { deepseekWire, openaiWire } from "./upstream/chat/chat-wires.js";
