import type { JsonValue } from "@promptrail/core";
import type { EvaluatedVersion } from "../../evaluate/evaluate-ports.js";
import { formatPercent } from "../../gate/format-figures.js";
import { formatCost, formatCount } from "../../report/terminal/format-amounts.js";
import { reportWidth } from "../../report/terminal/format-problems.js";
import { plainStyle, type ReportStyle } from "../../report/terminal/report-style.js";
import { wrapText } from "../../report/terminal/width/wrap-text.js";
import type { ChangedField, Counterexample, ShownAnswer } from "../run/counterexample.js";
import type { FuzzRun, RelationFigures } from "../run/fuzz-run.js";
import { describeRelation } from "./describe-relation.js";

/** What a terminal shows of a run: the counterexamples, what each relation was tried on, and what the run could have found. */
export function formatFuzz(
  run: FuzzRun<EvaluatedVersion>,
  style: ReportStyle = plainStyle,
): string {
  const found = run.counterexamples.flatMap((each) => [...formatOne(each, style), ""]);
  return [
    ...found,
    style.strong(`Relations of ${run.version.key}`),
    ...run.relations.flatMap((each) => formatRelation(each, run, style)),
    "",
    formatVerdict(run, style),
    ...run.reasons.map((reason) => wrap(reason, style, "  · ", "    ")),
    ...formatPower(run, style),
    style.dim(formatSpending(run)),
  ].join("\n");
}

/** `24/120 inputs · 1 found · 96 answers, $0.0123`. */
export function formatFuzzProgress({
  done,
  total,
  found,
  asked,
  cost,
}: {
  readonly done: number;
  readonly total: number;
  readonly found: number;
  readonly asked: number;
  readonly cost: number | null;
}): string {
  const spent = cost === null ? "cost unknown" : formatCost(cost);
  return `${done}/${total} inputs · ${found} found · ${formatCount(asked)} answers, ${spent}`;
}

function wrap(text: string, style: ReportStyle, first: string, rest = first): string {
  return wrapText(text, { width: reportWidth(style), first, rest });
}

function formatOne(found: Counterexample, style: ReportStyle): readonly string[] {
  const { relation, fields, fieldNames, evalName, original, changed, isShrunk } = found;
  const about =
    relation === null
      ? "an input that the schema made fails"
      : `${relation.describes}: ${fieldNames.join(", ") || "the whole input"}`;
  const judged = evalName === null ? "what the relation keeps" : `the verdict of ${evalName}`;
  const isFailing = found.failing === "original";
  return [
    style.bad(wrap(about, style, `✗ ${relation?.name ?? "input_fails"}: `, "  ")),
    style.dim(
      wrap(relation === null ? `It fails ${evalName}.` : `It changes ${judged}.`, style, "  "),
    ),
    ...fields.flatMap((field) => formatField(field, style)),
    ...formatAnswer(changed === null ? "input" : "original", original, isFailing, style),
    ...(changed === null ? [] : formatAnswer("changed", changed, !isFailing, style)),
    ...(isShrunk ? [] : [style.warn("  ! The run ended before it was as small as it could be.")]),
    style.dim(`  ${found.id}`),
  ];
}

function formatField({ path, before, after, isOrder }: ChangedField, style: ReportStyle) {
  const head = isOrder ? `order of the members of ${path}` : path;
  return [
    wrap(head, style, "  "),
    ...showLines(before, style, "    - ").map(style.bad),
    ...showLines(after, style, "    + ").map(style.good),
  ];
}

/** A value that fits a few lines. */
function showLines(value: JsonValue | undefined, style: ReportStyle, first: string) {
  const text = value === undefined ? "(nothing)" : JSON.stringify(value);
  return [wrapText(text, { width: reportWidth(style), first, rest: "      ", maxLines: 4 })];
}

function formatAnswer(
  what: string,
  { context, asked, failed, output, reason }: ShownAnswer,
  isFailing: boolean,
  style: ReportStyle,
): readonly string[] {
  const width = reportWidth(style);
  const mark = isFailing ? style.bad("✗") : style.good("✓");
  const lines = (label: string, text: string, maxLines: number) =>
    wrapText(text, { width, first: `      ${label} `, rest: "        ", maxLines });
  return [
    `  ${mark} ${what}: ${failed} of ${asked} answers failed`,
    style.dim(lines("input ", JSON.stringify(context), 6)),
    lines("answer", output === "" ? "(empty)" : output, 4),
    ...(reason === "" ? [] : [style.dim(lines("reason", reason, 3))]),
  ];
}

function formatRelation(
  figures: RelationFigures,
  { wanted, stop }: Pick<FuzzRun<EvaluatedVersion>, "wanted" | "stop">,
  style: ReportStyle,
): readonly string[] {
  const { relation, inputs, slips, lost, undecided, isFound } = figures;
  const isCut = stop !== null && !isFound && inputs < wanted;
  const mark = isFound
    ? style.bad("✗")
    : inputs === 0 || undecided > 0 || isCut
      ? style.warn("!")
      : style.good("✓");
  const parts = [
    isCut
      ? `${formatCount(inputs)} of ${formatCount(wanted)} inputs, then the run ended`
      : `${formatCount(inputs)} ${inputs === 1 ? "input" : "inputs"}`,
    ...(slips > 0 ? [`${slips} ${slips === 1 ? "slip" : "slips"} that did not come again`] : []),
    ...(undecided > 0 ? [`${undecided} undecided`] : []),
    ...(lost > 0 ? [`${lost} without a judged answer`] : []),
  ];
  const name = relation?.name ?? "input_fails";
  return [
    `  ${mark} ${name}: ${parts.join(", ")}`,
    style.dim(wrap(describeRelation(relation), style, "      ")),
  ];
}

function formatVerdict(
  { verdict, counterexamples, version }: FuzzRun<EvaluatedVersion>,
  style: ReportStyle,
): string {
  const count = counterexamples.length;
  switch (verdict) {
    case "found":
      return style.bad(
        `✗ ${count} ${count === 1 ? "counterexample" : "counterexamples"} of ${version.key}`,
      );
    case "nothing":
      return style.good(`✓ Nothing found in ${version.key}`);
    case "inconclusive":
      return style.warn(`! Inconclusive for ${version.key}`);
  }
}

/** By the relation that could have found least, of those that were not broken. */
function formatPower({ relations }: FuzzRun<EvaluatedVersion>, style: ReportStyle) {
  const held = relations.filter(({ isFound, inputs }) => !isFound && inputs > 0);
  const weakest = held.reduce<RelationFigures | null>(
    (least, each) =>
      least === null || each.detectableWithSlips > least.detectableWithSlips ? each : least,
    null,
  );
  if (weakest === null) return [];
  const { inputs, detectable, detectableWithSlips } = weakest;
  const text = `Of ${held.length === 1 ? "the relation" : "each relation"} that held, a fault that hits at least ${formatPercent(detectable)} of such inputs would have been found with 95 % (${inputs} inputs; ${formatPercent(detectableWithSlips)} where one answer in ten does not show it).`;
  return [wrap(text, style, "  ")];
}

function formatSpending({ spending, seed }: FuzzRun<EvaluatedVersion>): string {
  const { asked, kept, cost } = spending;
  const spent = cost === null ? "cost unknown" : formatCost(cost);
  const earlier = kept === 0 ? "" : `, ${formatCount(kept)} kept from before`;
  return `  ${formatCount(asked)} answers asked for${earlier}, ${spent} · --seed ${seed}`;
}
