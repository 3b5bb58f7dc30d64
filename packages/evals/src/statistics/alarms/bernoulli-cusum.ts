import { requireCount, requireNumber, requireOpenShare } from "../inputs/require-number.js";
import { type CusumSteps, cusumRunLength } from "./cusum-run-length.js";

export interface BernoulliCusumSettings {
  /** The usual rate of what is counted, 0 to 1 without the ends: measured, not wished. */
  readonly usual: number;
  /** The rate that is to be found fast; above or below the usual one. */
  readonly changed: number;
  /** Give one of the two: the limit h itself, in log likelihood ratios … */
  readonly limit?: number;
  /** … or how many results one false alarm may come in, on average; h is the least that keeps it. */
  readonly falseAlarmEvery?: number;
}

export interface BernoulliCusum extends CusumSteps {
  /** h: an alarm is a value of at least it. */
  readonly limit: number;
  /** Results until an alarm where nothing changed, on average, from the value 0: exact. */
  readonly falseAlarmEvery: number;
  /** Results until an alarm where the rate is the changed one from the start, on average: exact. */
  readonly detectedAfter: number;
}

export interface CusumState {
  /** W, 0 or above. */
  readonly value: number;
  /** Results seen. */
  readonly seen: number;
  /** Of them those before the last restart at 0: the change, if there is one, comes after these. */
  readonly restartedAfter: number;
}

/** Before the first result. */
export const cusumStart: CusumState = Object.freeze({ value: 0, seen: 0, restartedAfter: 0 });

/** Beyond it a false alarm is rarer than anybody could see. */
const largestLimit = 60;
/** h is told, and used, in steps of this. */
const step = 0.001;

/**
 * A CUSUM of results that pass or fail: `W ← max(0, W + ln(p₁/p₀))` on what is counted, `ln((1−p₁)/(1−p₀))` else, an alarm at `W ≥ h`.
 * Both average run lengths are told. With .9 → .8: h = 5 is one false alarm in 5,295 results, and 97 to detect; h = 7.5 is 66,597 and 154.
 * It needs a known usual rate and independent results; `eDetector` needs neither.
 *
 * Source: Page 1954, Biometrika 41:100; Reynolds & Stoumbos 1999, Journal of Quality Technology 31:87.
 *
 * @throws RangeError for rates that are not between 0 and 1 or are equal, for both or none of `limit` and `falseAlarmEvery`, and for a
 * `falseAlarmEvery` that is below 1 or beyond what any limit up to 60 gives.
 */
export function bernoulliCusum(settings: BernoulliCusumSettings): BernoulliCusum {
  const by = "bernoulliCusum";
  const { usual, changed, falseAlarmEvery } = settings;
  requireOpenShare({ by, name: "usual", value: usual });
  requireOpenShare({ by, name: "changed", value: changed });
  if (usual === changed) {
    throw new RangeError(`${by} needs changed to differ from usual, and both are ${usual}.`);
  }
  const steps = {
    onCounted: Math.log(changed / usual),
    onOther: Math.log((1 - changed) / (1 - usual)),
  };
  const runLength = (limit: number, rate: number) => cusumRunLength({ ...steps, limit, rate });
  const limit = chooseLimit(settings, (value) => runLength(value, usual) < (falseAlarmEvery ?? 1));
  return {
    ...steps,
    limit,
    falseAlarmEvery: runLength(limit, usual),
    detectedAfter: runLength(limit, changed),
  };
}

/** The state after one more result: `isCounted` says whether it was one of those whose rate is watched. */
export function stepBernoulliCusum(
  { onCounted, onOther }: CusumSteps,
  state: CusumState,
  isCounted: boolean,
): CusumState {
  const value = Math.max(0, state.value + (isCounted ? onCounted : onOther));
  const seen = state.seen + 1;
  return { value, seen, restartedAfter: value === 0 ? seen : state.restartedAfter };
}

/** The limit that was given, or the least multiple of the step at which false alarms are rare enough. */
function chooseLimit(
  { limit, falseAlarmEvery }: BernoulliCusumSettings,
  isTooLow: (limit: number) => boolean,
): number {
  const by = "bernoulliCusum";
  if ((limit === undefined) === (falseAlarmEvery === undefined)) {
    throw new RangeError(`${by} needs either limit or falseAlarmEvery. Give one of the two.`);
  }
  if (limit !== undefined) {
    requireNumber({ by, name: "limit", value: limit, above: 0, most: largestLimit });
    return limit;
  }
  requireNumber({ by, name: "falseAlarmEvery", value: falseAlarmEvery ?? 0, least: 1 });
  let low = 0;
  let high = 1;
  while (isTooLow(high)) {
    low = high;
    high *= 2;
    requireCount({
      by,
      name: "the limit that falseAlarmEvery asks for",
      value: high,
      most: largestLimit,
    });
  }
  let [below, enough] = [Math.round(low / step), Math.round(high / step)];
  while (enough - below > 1) {
    const middle = (below + enough) >> 1;
    if (isTooLow(middle * step)) below = middle;
    else enough = middle;
  }
  return enough / Math.round(1 / step);
}
