import type {
  ComparedEval,
  DifferingPair,
  Measure,
  MeasuredDifference,
  VersionComparison,
} from "../version-comparison.js";
import type { ComparisonReport } from "./comparison-schema.js";

type MeasureReport = ComparisonReport["measures"][number];
type DifferenceReport = NonNullable<MeasureReport["without_vendor_failures"]>;

/** The JSON report of a comparison. Its examples hold what the models answered. */
export function toComparisonReport(comparison: VersionComparison): ComparisonReport {
  const { excluded, withoutText, lost, failures, measures, evals, examples, ...known } = comparison;
  return {
    report: "comparison",
    ...known,
    excluded: { a: { ...excluded.a }, b: { ...excluded.b } },
    without_text: withoutText,
    lost: lost === null ? null : { ...lost },
    failures: { ...failures },
    measures: measures.map(toMeasureReport),
    evals: evals.map(toEvalReport),
    examples: examples.map(toExampleReport),
  };
}

function toMeasureReport(measure: Measure): MeasureReport {
  const { name, scale, unit, better, missing, a, b, withoutVendorFailures } = measure;
  return {
    name,
    scale,
    unit,
    better,
    missing,
    a: a === null ? null : { ...a },
    b: b === null ? null : { ...b },
    ...toDifferenceReport(measure),
    without_vendor_failures:
      withoutVendorFailures === null ? null : toDifferenceReport(withoutVendorFailures),
  };
}

function toDifferenceReport(judged: MeasuredDifference): DifferenceReport {
  const { n, units, difference, interval, method, p, verdict, wins, losses, ties } = judged;
  return {
    n,
    units,
    difference,
    interval: interval === null ? null : { ...interval },
    method,
    p,
    verdict,
    wins,
    losses,
    ties,
    smallest_effect: judged.smallestEffect,
  };
}

function toEvalReport(check: ComparedEval): ComparisonReport["evals"][number] {
  const { name, judged, errors, firstError } = check;
  return {
    name,
    judged,
    without_text: check.withoutText,
    without_ground_truth: check.withoutGroundTruth,
    not_applicable: check.notApplicable,
    one_sided: check.oneSided,
    errors,
    first_error: firstError,
  };
}

function toExampleReport(example: DifferingPair): ComparisonReport["examples"][number] {
  const { id, a, b, reasons, textDifference } = example;
  return {
    id,
    a: { ...a },
    b: { ...b },
    reasons: reasons.map((reason) => ({ ...reason })),
    text_difference: textDifference,
  };
}
