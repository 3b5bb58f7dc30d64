export { describeCallLog } from "./conformance/describe-call-log.js";
export { describeEvidenceStore } from "./conformance/describe-evidence-store.js";
export { describeFleetStore } from "./conformance/describe-fleet-store.js";
export { describeKeyStore } from "./conformance/describe-key-store.js";
export { describeProvider } from "./conformance/describe-provider.js";
export { describeStatusStore } from "./conformance/describe-status-store.js";
export type { ProviderHarness, ProviderScene } from "./conformance/provider/provider-harness.js";
export { scriptScene } from "./conformance/provider/script-scene.js";
export type { OpenEnvironment } from "./conformance/store/store-case.js";
