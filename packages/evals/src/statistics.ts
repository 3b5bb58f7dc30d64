export { normalCdf, normalQuantile } from "./statistics/distributions/normal-distribution.js";
export { studentTCdf, studentTQuantile } from "./statistics/distributions/student-t.js";
export { type ClusteredError, clusteredError } from "./statistics/means/clustered-error.js";
export type { Interval } from "./statistics/means/interval.js";
export { estimateMean, type MeanEstimate } from "./statistics/means/mean-estimate.js";
export type { MeanEstimateSettings } from "./statistics/means/mean-estimate-settings.js";
export { quantile } from "./statistics/means/quantile.js";
export { mean, standardError } from "./statistics/means/standard-error.js";
export { type WilsonSettings, wilsonInterval } from "./statistics/means/wilson-interval.js";
export { type DiscordantPairs, type McNemarResult, mcnemar } from "./statistics/paired/mcnemar.js";
export { type SampleSizeSettings, sampleSize } from "./statistics/paired/sample-size.js";
export { signFlipTest } from "./statistics/paired/sign-flip-test.js";
export { type PairedBinary, tangoInterval, tangoStatistic } from "./statistics/paired/tango.js";
export {
  type AsymptoticSettings,
  asymptoticMeanSequence,
  asymptoticSequence,
} from "./statistics/sequential/asymptotic-sequence.js";
export {
  type BetaBinomialSettings,
  betaBinomialSequence,
} from "./statistics/sequential/beta-binomial-sequence.js";
export { type BettingSettings, bettingSequence } from "./statistics/sequential/betting-sequence.js";
export {
  type PairedDifferenceSettings,
  pairedDifferenceP,
  pairedDifferenceSequence,
} from "./statistics/sequential/paired-difference-sequence.js";
export {
  type RunningMcNemar,
  runningMcnemar,
  type SequentialMcNemar,
  sequentialMcnemar,
} from "./statistics/sequential/sequential-mcnemar.js";
