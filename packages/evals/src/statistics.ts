export { type Ac1Settings, ac1 } from "./statistics/agreement/ac1.js";
export {
  type ConfusionMatrix,
  confusionMatrix,
  type RatedPair,
} from "./statistics/agreement/confusion-matrix.js";
export { type Agreement, type KappaSettings, kappa } from "./statistics/agreement/kappa.js";
export {
  type KrippendorffResult,
  type KrippendorffSettings,
  krippendorffAlpha,
  type Rating,
} from "./statistics/agreement/krippendorff-alpha.js";
export {
  type BernoulliCusum,
  type BernoulliCusumSettings,
  bernoulliCusum,
  type CusumState,
  cusumStart,
  stepBernoulliCusum,
} from "./statistics/alarms/bernoulli-cusum.js";
export {
  type EDetector,
  type EDetectorReading,
  type EDetectorSettings,
  type EDetectorState,
  eDetector,
  readEDetector,
  startEDetector,
  stepEDetector,
} from "./statistics/alarms/e-detector.js";
export { type Ewma, type EwmaSettings, ewma, stepEwma } from "./statistics/alarms/ewma.js";
export {
  type FisherResult,
  fisherExact,
  type TwoByTwo,
} from "./statistics/association/fisher-exact.js";
export {
  type BetaQuantileSettings,
  betaQuantile,
} from "./statistics/distributions/beta-quantile.js";
export { chiSquareSf } from "./statistics/distributions/incomplete-gamma.js";
export { normalCdf, normalQuantile } from "./statistics/distributions/normal-distribution.js";
export { studentTCdf, studentTQuantile } from "./statistics/distributions/student-t.js";
export { type KsResult, type KsSettings, ksTest } from "./statistics/drift/ks-test.js";
export {
  type MmdResult,
  type MmdSettings,
  mmdTest,
  type Vectors,
} from "./statistics/drift/mmd-test.js";
export { type PsiResult, type PsiSettings, psi } from "./statistics/drift/psi.js";
export { type PassAtK, type PassAtKSettings, passAtK } from "./statistics/judging/pass-at-k.js";
export {
  type JudgedOutput,
  type PpiEstimate,
  type PpiSettings,
  ppiPlusPlus,
} from "./statistics/judging/ppi-plus-plus.js";
export {
  type RoganGladenResult,
  type RoganGladenSettings,
  roganGladen,
  type Tally,
} from "./statistics/judging/rogan-gladen.js";
export { type ClopperPearsonSettings, clopperPearson } from "./statistics/means/clopper-pearson.js";
export { type ClusteredError, clusteredError } from "./statistics/means/clustered-error.js";
export type { Interval } from "./statistics/means/interval.js";
export { estimateMean, type MeanEstimate } from "./statistics/means/mean-estimate.js";
export type { MeanEstimateSettings } from "./statistics/means/mean-estimate-settings.js";
export { quantile } from "./statistics/means/quantile.js";
export {
  type RepeatedScores,
  splitVariance,
  type VarianceParts,
} from "./statistics/means/split-variance.js";
export { mean, standardError } from "./statistics/means/standard-error.js";
export { type WilsonSettings, wilsonInterval } from "./statistics/means/wilson-interval.js";
export { benjaminiHochberg, holm } from "./statistics/multiplicity/adjust-p.js";
export { type HolmBoundsSettings, holmBounds } from "./statistics/multiplicity/holm-bounds.js";
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
  type BcaInterval,
  type BcaSettings,
  bcaInterval,
} from "./statistics/resampling/bca-interval.js";
export {
  type HajekMean,
  type HajekSettings,
  hajekMean,
  kishSize,
} from "./statistics/sampling/weighted-mean.js";
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
export {
  type SpendingLook,
  type SpendingSettings,
  spendingBounds,
} from "./statistics/sequential/spending-bounds.js";
