export { type ManualClock, manualClock } from "./manual-clock.js";
export {
  type FakeAnswer,
  type FakeProvider,
  type FakeProviderSettings,
  fakeProvider,
  type RecordedCall,
} from "./provider/fake-provider.js";
export {
  type SimulatedProviderSettings,
  simulatedProvider,
} from "./provider/simulated-provider.js";
export { sampleImage, samplePdf } from "./sample-attachments.js";
