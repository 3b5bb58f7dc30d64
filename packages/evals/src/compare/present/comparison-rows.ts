import { cutText } from "@promptrail/core/portable";
import { formatDistance, formatPercent, formatPoints } from "../../gate/format-figures.js";
import { formatCost, formatCount, formatDuration } from "../../report/terminal/format-amounts.js";
import type {
  DifferenceMethod,
  DifferenceVerdict,
  Measure,
  MeasuredDifference,
  SideValue,
  VersionComparison,
} from "../version-comparison.js";

/** What a table cannot tell. */
export const nothing = "–";

const names: Readonly<Record<string, string>> = {
  success_rate: "success",
  pass_rate: "pass rate",
  score: "mean score",
  input_tokens: "tokens in",
  output_tokens: "tokens out",
};

/** `pass rate`, or the eval's name behind it: `passes max_words(10)`. */
export function nameMeasure(name: string, limit: number): string {
  const [kind = "", evalName] = name.split(/: (.*)/s);
  const shown =
    evalName === undefined
      ? (names[kind] ?? kind)
      : `${kind === "score" ? "scores" : "passes"} ${evalName}`;
  return cutText(shown.replace(/\p{Cc}+/gu, " "), limit);
}

const words: Readonly<Record<DifferenceVerdict, string>> = {
  better: "better",
  worse: "worse",
  longer: "longer",
  shorter: "shorter",
  no_difference_shown: "no difference shown",
  too_few_pairs: "too few pairs",
};

export function nameVerdict(verdict: DifferenceVerdict): string {
  return words[verdict];
}

const methods: Readonly<Record<DifferenceMethod, string>> = {
  mcnemar: "McNemar",
  betting: "betting",
  asymptotic: "asymptotic",
  sign: "signs",
};

/** How a table is laid out. */
export interface RowSettings {
  /** The longest name of a measure, in characters. */
  readonly nameLimit: number;
  readonly mark: (verdict: DifferenceVerdict, text: string) => string;
}

/** The measures with their values, differences and verdicts. */
export function toFigureRows(
  { a, b, alpha, measures }: VersionComparison,
  { nameLimit, mark }: RowSettings,
): readonly (readonly string[])[] {
  return [
    ["", `v${a}`, `v${b}`, `difference (${formatLevel(alpha)})`, `v${b} is`],
    ...measures.map((measure) => [
      nameMeasure(measure.name, nameLimit),
      formatValue(measure, measure.a),
      formatValue(measure, measure.b),
      formatDifference(measure, measure),
      mark(measure.verdict, nameVerdict(measure.verdict)),
    ]),
  ];
}

/** How each difference was judged, and how large it would have had to be. */
export function toMethodRows(
  { b, measures }: VersionComparison,
  { nameLimit }: RowSettings,
): readonly (readonly string[])[] {
  return [
    ["", "pairs", "method", "p", `v${b} wins`, "loses", "ties", "smallest effect"],
    ...measures.map((measure) => [
      nameMeasure(measure.name, nameLimit),
      formatCount(measure.n),
      methods[measure.method],
      measure.p === null ? nothing : formatP(measure.p),
      formatCount(measure.wins),
      formatCount(measure.losses),
      formatCount(measure.ties),
      formatEffect(measure),
    ]),
  ];
}

/** `95 %`. */
export function formatLevel(alpha: number): string {
  return `${Math.round((1 - alpha) * 1_000) / 10} %`;
}

/** Of shares in points: `+1.5 [-2.1, +5.0]`; of quantities `+12.3 % [+4.0, +21.2]`. */
export function formatDifference({ scale }: Measure, judged: MeasuredDifference): string {
  const { difference, interval } = judged;
  if (difference === null) return nothing;
  const points = formatPoints(difference).replace(" points", "");
  const shown = scale === "share" ? points : `${points} %`;
  if (interval === null) return shown;
  const [lower, upper] = [interval.lower, interval.upper].map((end) =>
    formatPoints(end).replace(" points", ""),
  );
  return `${shown} [${lower}, ${upper}]`;
}

function formatP(p: number): string {
  return p < 0.001 ? "< .001" : p.toFixed(3).replace(/^0/, "");
}

function formatEffect({ scale, smallestEffect }: Measure): string {
  if (smallestEffect === null) return nothing;
  return scale === "share" ? formatDistance(smallestEffect) : formatPercent(smallestEffect);
}

function formatValue({ unit, name }: Measure, side: SideValue | null): string {
  if (side === null) return nothing;
  const { value } = side;
  if (unit === "usd") return formatCost(value);
  if (unit === "ms") return formatDuration(value);
  if (unit !== "share") return formatCount(Math.round(value * 10) / 10);
  return name.startsWith("score") ? value.toFixed(3) : formatPercent(value);
}
