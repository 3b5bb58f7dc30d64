import { mean } from "../../statistics/means/standard-error.js";
import { betaBinomialSequence } from "../../statistics/sequential/beta-binomial-sequence.js";
import { bettingSequence } from "../../statistics/sequential/betting-sequence.js";
import type { JudgedPair } from "../judge-pairs.js";
import type { Measure, MeasuredDifference, SideValue } from "../version-comparison.js";
import { judgeRatios } from "./judge-ratios.js";
import { judgeShares } from "./judge-shares.js";
import type { MeasureDefinition } from "./measure-definition.js";
import { type PairedValue, toUnits } from "./paired-values.js";
import { ratioMeasures } from "./ratio-measures.js";
import { listShareMeasures } from "./share-measures.js";

/** Every measure of the pairs, shares first. */
export function takeMeasures(judged: readonly JudgedPair[], alpha: number): readonly Measure[] {
  return [...listShareMeasures(judged), ...ratioMeasures].map((definition) =>
    takeMeasure(definition, judged, alpha),
  );
}

interface Observation extends PairedValue {
  readonly isVendorFailure: boolean;
}

function takeMeasure(
  definition: MeasureDefinition,
  judged: readonly JudgedPair[],
  alpha: number,
): Measure {
  const { name, scale, unit, better } = definition;
  const values = judged.flatMap((pair) => observe(definition, pair));
  const answered = values.filter(({ isVendorFailure }) => !isVendorFailure);
  const judge = (observed: readonly PairedValue[]): MeasuredDifference =>
    better === "higher"
      ? judgeShares(observed, alpha)
      : judgeRatios({ values: observed, alpha, better });
  return {
    name,
    scale,
    unit,
    better,
    missing: judged.length - values.length,
    a: summarise(values, { side: "a", scale, alpha }),
    b: summarise(values, { side: "b", scale, alpha }),
    ...judge(values),
    withoutVendorFailures: answered.length === values.length ? null : judge(answered),
  };
}

function observe({ read }: MeasureDefinition, judged: JudgedPair): readonly Observation[] {
  const values = read(judged);
  if (values === null) return [];
  const { cluster = null, b } = judged.pair;
  return [{ ...values, cluster, isVendorFailure: b.failure?.fault === "vendor" }];
}

interface SummariseSettings {
  readonly side: "a" | "b";
  readonly scale: Measure["scale"];
  readonly alpha: number;
}

/** One side's value: a share with its interval, or a geometric mean, so that the sides' ratio is the one that is told. */
function summarise(values: readonly PairedValue[], settings: SummariseSettings): SideValue | null {
  const { side, scale, alpha } = settings;
  if (values.length === 0) return null;
  if (scale === "ratio") {
    const logs = values.map(({ a, b, cluster }) => ({ a: Math.log(a), b: Math.log(b), cluster }));
    return { value: Math.exp(mean(toUnits(logs)[side])) };
  }
  const units = toUnits(values);
  const own = units[side].map((value) => Math.min(1, value));
  const value = Math.min(1, mean(own));
  const isBinary = !units.isClustered && own.every((each) => each === 0 || each === 1);
  const passed = own.filter((each) => each === 1).length;
  const interval = isBinary
    ? betaBinomialSequence({ passed, n: own.length, alpha })
    : bettingSequence({ values: own, alpha });
  return { value, ...interval };
}
