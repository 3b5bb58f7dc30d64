import { isErrored, isPassed } from "../../runner/case-result.js";
import { showValue, toAnswerText } from "../answers/answer-text.js";
import type { AnsweredSide, Failure } from "../read-failures.js";
import { formatPart } from "./format-part.js";
import { reportWidth } from "./format-problems.js";
import { plainStyle, type ReportStyle } from "./report-style.js";
import { wrapText } from "./width/wrap-text.js";

export interface FormatFailuresSettings {
  readonly failures: readonly Failure[];
  /** How many there are in all. */
  readonly count: number;
  readonly style?: ReportStyle;
}

/** Each case with its input, what was expected, why it did not pass, and what each version answered; 100 columns. */
export function formatFailures(settings: FormatFailuresSettings): string {
  const { failures, count, style = plainStyle } = settings;
  if (count === 0) return style.strong("No case failed: there is none to show.");
  return [
    style.strong(`Failures (${failures.length} of ${count})`),
    ...failures.map((failure) => ["", ...formatFailure(failure, style)].join("\n")),
  ].join("\n");
}

function formatFailure(failure: Failure, style: ReportStyle): readonly string[] {
  const { id, errored, reasons, context, groundTruth, sides } = failure;
  const mark = errored ? style.warn("!") : style.bad("✗");
  return [
    `${mark} ${style.strong(wrapText(id, { width: reportWidth(style) - 2, first: "", rest: "", maxLines: 1 }))}`,
    ...reasons.map((reason) =>
      wrapText(reason, { width: reportWidth(style), first: "  · ", rest: "    ", maxLines: 6 }),
    ),
    ...formatPart({ title: "input", text: showValue(context), style }),
    ...(groundTruth == null
      ? []
      : formatPart({ title: "expected", text: showValue(groundTruth), style })),
    ...sides.flatMap((side) => formatSide(side, style)),
  ];
}

function formatSide({ title, trials }: AnsweredSide, style: ReportStyle): readonly string[] {
  const stand = isErrored(trials) ? "no result" : isPassed(trials) ? "passed" : "failed";
  return trials.flatMap((trial) =>
    formatPart({
      title: `${title} · ${trial.outcome ?? "no answer"} · ${stand}`,
      text: toAnswerText(trial),
      style,
    }),
  );
}
