export {
  type BetaQuantileSettings,
  betaQuantile,
} from "./statistics/distributions/beta-quantile.js";
export { chiSquareSf } from "./statistics/distributions/incomplete-gamma.js";
export { normalCdf, normalQuantile } from "./statistics/distributions/normal-distribution.js";
export { studentTCdf, studentTQuantile } from "./statistics/distributions/student-t.js";
export { type ClopperPearsonSettings, clopperPearson } from "./statistics/means/clopper-pearson.js";
export { type ClusteredError, clusteredError } from "./statistics/means/clustered-error.js";
export type { Interval } from "./statistics/means/interval.js";
export { estimateMean, type MeanEstimate } from "./statistics/means/mean-estimate.js";
export type { MeanEstimateSettings } from "./statistics/means/mean-estimate-settings.js";
export { quantile } from "./statistics/means/quantile.js";
export { mean, standardError } from "./statistics/means/standard-error.js";
export { type WilsonSettings, wilsonInterval } from "./statistics/means/wilson-interval.js";
export { benjaminiHochberg, holm } from "./statistics/multiplicity/adjust-p.js";
export { type DiscordantPairs, type McNemarResult, mcnemar } from "./statistics/paired/mcnemar.js";
export {
  type BinaryNonInferiority,
  type GradedNonInferiority,
  type NonInferiority,
  nonInferiority,
} from "./statistics/paired/non-inferiority.js";
export { type SampleSizeSettings, sampleSize } from "./statistics/paired/sample-size.js";
export { signFlipTest } from "./statistics/paired/sign-flip-test.js";
export { type PairedBinary, tangoInterval, tangoStatistic } from "./statistics/paired/tango.js";
export {
  type CompareQuantilesSettings,
  compareQuantiles,
  type QuantileComparison,
} from "./statistics/quantiles/compare-quantiles.js";
export {
  type QuantileInterval,
  type QuantileIntervalSettings,
  quantileInterval,
} from "./statistics/quantiles/quantile-interval.js";
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
