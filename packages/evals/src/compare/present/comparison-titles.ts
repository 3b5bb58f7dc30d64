import { formatCount } from "../../report/terminal/format-amounts.js";
import type {
  DifferingPair,
  DifferingReason,
  ShownSide,
  VersionComparison,
} from "../version-comparison.js";

/** `product_description: v3 compared with v2 on 412 of 430 pairs of shadow runs`. */
export function titleComparison(comparison: VersionComparison): string {
  const { family, a, b, compared, given, source } = comparison;
  const share =
    compared === given ? formatCount(given) : `${formatCount(compared)} of ${formatCount(given)}`;
  const from = source === "shadow" ? "of shadow runs" : "of the dataset";
  return `${family}: v${b} compared with v${a} on ${share} pairs ${from}`;
}

/** The pair's id, and how far its texts lie apart, where both are kept. */
export function titlePair({ id, textDifference }: DifferingPair): string {
  if (textDifference === null) return id;
  return `${id} · ${Math.round(textDifference * 100)} % of the words differ`;
}

/** `v2 · ok · score 0.500`. */
export function titleSide(version: number, { ended, score }: ShownSide): string {
  return `v${version} · ${ended}${score === null ? "" : ` · score ${score.toFixed(3)}`}`;
}

/** `v3 fails max_words(10): 14 words; at most 10 are allowed.` */
export function tellReason(
  { eval: name, side, reason }: DifferingReason,
  { a, b }: Pick<VersionComparison, "a" | "b">,
): string {
  return `v${side === "a" ? a : b} fails ${name}: ${reason}`;
}

/** What a side answered, or that it has no text. */
export function showText({ text }: ShownSide): string {
  if (text === null) return "(not kept)";
  return text === "" ? "(no text)" : text;
}
