import { reportWidth } from "../report/terminal/format-problems.js";
import { plainStyle, type ReportStyle } from "../report/terminal/report-style.js";
import { wrapText } from "../report/terminal/width/wrap-text.js";
import type { DifferingAnswer, EvalDifference } from "./find-differences.js";

export interface FormatDifferencesSettings {
  readonly sides: readonly {
    /** `product_description_v2` */
    readonly title: string;
    readonly differences: readonly EvalDifference[];
  }[];
  /** How many answers of each direction are listed. Default: 3. */
  readonly most?: number | undefined;
  readonly style?: ReportStyle | undefined;
}

/** Where judges and the evals beside them differ, version by version; nothing where no judge stands beside an eval. */
export function formatDifferences(settings: FormatDifferencesSettings): readonly string[] {
  const { sides, most = 3, style = plainStyle } = settings;
  return sides.flatMap(({ title, differences }) =>
    differences.flatMap((difference) => formatOne(title, difference, { most, style })),
  );
}

interface Shown {
  readonly most: number;
  readonly style: ReportStyle;
}

function formatOne(title: string, difference: EvalDifference, shown: Shown): readonly string[] {
  const { judge, eval: other, judged, judgeOnly, evalOnly } = difference;
  const count = judgeOnly.length + evalOnly.length;
  const head = `Judge ${judge} and ${other} differ on ${count} of ${judged} answers of ${title}`;
  return [
    shown.style.strong(head),
    ...formatDirection(`${judge} passes, ${other} fails`, judgeOnly, shown),
    ...formatDirection(`${other} passes, ${judge} fails`, evalOnly, shown),
  ];
}

function formatDirection(
  title: string,
  answers: readonly DifferingAnswer[],
  { most, style }: Shown,
): readonly string[] {
  if (answers.length === 0) return [];
  const hidden = answers.length - most;
  const wrap = { width: reportWidth(style), rest: "        " };
  return [
    `  ${title}: ${answers.length}`,
    ...answers.slice(0, most).flatMap(({ id, repeat, reason }) => {
      const name = repeat === 0 ? id : `${id} (answer ${repeat + 1})`;
      return [
        wrapText(name, { ...wrap, first: "    ≠ ", maxLines: 1 }),
        style.dim(wrapText(reason, { ...wrap, first: "        ", maxLines: 2 })),
      ];
    }),
    ...(hidden > 0 ? [style.dim(`    … and ${hidden} more: --json has them`)] : []),
  ];
}
