import type { CaseProblem } from "../find-problems.js";
import type { ReportStyle } from "./report-style.js";
import { wrapText } from "./width/wrap-text.js";

/** Longer lines are hard to read. */
const mostColumns = 100;

export function reportWidth({ columns = mostColumns }: ReportStyle): number {
  return Math.min(mostColumns, columns);
}

/** A case that did not pass. */
interface ShownProblem extends CaseProblem {
  /** How its answer differs from the baseline's, in a line; left out where there is none. */
  readonly change?: string | undefined;
}

interface FormatProblemsSettings {
  readonly title: string;
  readonly problems: readonly ShownProblem[];
  /** How many there are in all. */
  readonly count: number;
  readonly style: ReportStyle;
}

/** The cases that did not pass, each with its reasons; nothing where none is shown. */
export function formatProblems(settings: FormatProblemsSettings): readonly string[] {
  const { title, problems, count, style } = settings;
  if (problems.length === 0) return [];
  const lines = problems.flatMap(({ id, reasons, errored, change }) => [
    wrapText(id, {
      width: reportWidth(style),
      first: errored ? "  ! " : "  ✗ ",
      rest: "    ",
      maxLines: 1,
    }),
    ...reasons.map((reason) =>
      style.dim(
        wrapText(reason, {
          width: reportWidth(style),
          first: "      ",
          rest: "      ",
          maxLines: 2,
        }),
      ),
    ),
    ...(change === undefined
      ? []
      : [
          wrapText(change, {
            width: reportWidth(style),
            first: "      ",
            rest: "      ",
            maxLines: 4,
          }),
        ]),
  ]);
  const hidden = count - problems.length;
  return [
    style.strong(`${title} (${count})`),
    ...lines,
    ...(hidden > 0 ? [style.dim(`  … and ${hidden} more`)] : []),
  ];
}
