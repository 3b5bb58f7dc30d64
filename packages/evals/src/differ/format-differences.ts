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
    groupAlike(differences).flatMap((alike) => formatAlike(title, alike, { most, style })),
  );
}

/** Evals that differ from a judge on the same answers, in the same direction, are told once. */
function groupAlike(differences: readonly EvalDifference[]): readonly Alike[] {
  const nameAnswers = (answers: readonly DifferingAnswer[]) =>
    answers.map(({ id, repeat }) => [id, repeat]);
  const groups = Map.groupBy(differences, ({ judge, judged, judgeOnly, evalOnly }) =>
    JSON.stringify([judge, judged, nameAnswers(judgeOnly), nameAnswers(evalOnly)]),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [{ first, evals: group.map((each) => each.eval) }];
  });
}

interface Alike {
  readonly first: EvalDifference;
  /** Their names. */
  readonly evals: readonly string[];
}

interface Shown {
  readonly most: number;
  readonly style: ReportStyle;
}

function formatAlike(title: string, { first, evals }: Alike, shown: Shown): readonly string[] {
  const { judge, judged, judgeOnly, evalOnly } = first;
  const count = judgeOnly.length + evalOnly.length;
  const [one = ""] = evals;
  const isOne = evals.length === 1;
  const others = isOne ? one : `each of ${evals.join(", ")}`;
  const short = isOne ? one : `each of the ${evals.length}`;
  const head = `Judge ${judge} and ${others} differ on ${count} of ${judged} answers of ${title}`;
  const width = reportWidth(shown.style);
  return [
    shown.style.strong(wrapText(head, { width, first: "", rest: "  ", maxLines: 6 })),
    ...formatDirection(`${judge} passes, ${short} fails`, judgeOnly, shown),
    ...formatDirection(`${short} passes, ${judge} fails`, evalOnly, shown),
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
