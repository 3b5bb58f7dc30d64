import { formatCount } from "../../report/terminal/format-amounts.js";
import type { LostRuns } from "../compared-pair.js";
import type { ComparedEval, VersionComparison } from "../version-comparison.js";
import { formatDifference, formatLevel, nameMeasure, nameVerdict } from "./comparison-rows.js";

/** Of a measure, in characters. */
const nameLimit = 60;

/** What stands below the tables: what is not in them, and how they are to be read. A sentence each. */
export function listComparisonNotes(comparison: VersionComparison): readonly string[] {
  return [
    ...describeExcluded(comparison),
    ...describeKept(comparison),
    ...describeClusters(comparison),
    ...describeFailures(comparison),
    ...describeLost(comparison.lost),
    ...comparison.evals.flatMap(describeEval),
    ...describeReading(comparison),
  ];
}

function describeExcluded({ a, b, excluded }: VersionComparison): readonly string[] {
  return (["a", "b"] as const).flatMap((side) => {
    const kinds = excluded[side];
    if (Object.keys(kinds).length === 0) return [];
    const version = side === "a" ? a : b;
    return [`Left out because of v${version}: ${listCounts(kinds)}.`];
  });
}

function describeKept({ withoutText }: VersionComparison): readonly string[] {
  if (withoutText === 0) return [];
  return [
    `What was answered is not kept of ${count(withoutText)}: no eval judges them, and lengths are not known; latency, tokens and cost are compared.`,
  ];
}

function describeClusters({ measures }: VersionComparison): readonly string[] {
  const most = measures.reduce((known, { n, units }) => Math.max(known, n - units), 0);
  const first = measures.find(({ n, units }) => n - units === most);
  if (most === 0 || first === undefined) return [];
  return [
    `Pairs of one cluster are not independent and count as one: ${count(first.n)} are ${formatCount(first.units)}.`,
  ];
}

function describeFailures(comparison: VersionComparison): readonly string[] {
  const { b, failures, measures } = comparison;
  if (Object.keys(failures).length === 0) return [];
  return [
    `No answer came from v${b}, which counts as 0: ${listCounts(failures)}.`,
    ...measures.flatMap((measure) => {
      const { withoutVendorFailures: without } = measure;
      // Those of single evals stand in the JSON report.
      if (without === null || measure.name.includes(":")) return [];
      const verdict = nameVerdict(without.verdict);
      return [
        `Without the failures of its vendor: ${nameMeasure(measure.name, nameLimit)} ${formatDifference(measure, without)}, ${verdict}.`,
      ];
    }),
  ];
}

function describeLost(lost: LostRuns | null): readonly string[] {
  if (lost === null) return [];
  const counted = Object.entries(lost).filter(([, count]) => count !== null && count > 0);
  const uncounted = Object.entries(lost).filter(([, count]) => count === null);
  const counts = Object.fromEntries(counted.map(([kind, count]) => [kind, count ?? 0]));
  return [
    ...(counted.length === 0 ? [] : [`Shadow runs that left no pair: ${listCounts(counts)}.`]),
    ...(uncounted.length === 0
      ? []
      : [
          `Shadow runs of which it is not known how many were lost: ${uncounted.map(([kind]) => kind).join(", ")}.`,
        ]),
  ];
}

function describeEval(check: ComparedEval): readonly string[] {
  const { name, withoutText, withoutGroundTruth, notApplicable, oneSided, errors, firstError } =
    check;
  const parts = {
    "without their answers": withoutText,
    "without ground truth": withoutGroundTruth,
    "not applicable": notApplicable,
    "applicable to one side only": oneSided,
    "not judged": errors,
  };
  const seen = Object.entries(parts).filter(([, count]) => count > 0);
  if (seen.length === 0) return [];
  const told = firstError === null ? "" : ` First error: it ${firstError}`;
  return [
    `${name} judged ${count(check.judged)}; left out: ${listCounts(Object.fromEntries(seen))}.${told}`,
  ];
}

function describeReading({ alpha, measures, compared }: VersionComparison): readonly string[] {
  if (compared === 0) return [];
  return [
    `Each interval, and each p, holds at ${formatLevel(alpha)} however often you look. That is said of each of the ${measures.length} measures, and not of all of them together.`,
    "Differences of shares and scores are in points (1 point is 0.01); length, latency, tokens and cost are geometric means of pairs in which both versions succeeded, and compared by their ratio.",
    "Smallest effect: a true difference of this size would have been shown by four such comparisons in five.",
  ];
}

function count(pairs: number): string {
  return pairs === 1 ? "1 pair" : `${formatCount(pairs)} pairs`;
}

function listCounts(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([kind, number]) => `${formatCount(number)} ${kind}`)
    .join(", ");
}
