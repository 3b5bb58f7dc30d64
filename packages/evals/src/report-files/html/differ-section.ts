import { cutText } from "@promptrail/core/portable";
import { type Markup, type MarkupPart, markup } from "@promptrail/plots";
import type { DifferingAnswer, EvalDifference } from "../../differ/find-differences.js";
import type { ReportedRun } from "../runs/reported-runs.js";
import { readRunDifferences, type SideDifferences } from "../runs/run-differences.js";
import { toTable } from "./page-parts.js";

/** Of one direction. */
const mostAnswers = 50;
const mostCharacters = 1_000;

/** Where a judge passes what another eval fails, and the reverse: counts for each version, then the answers with both reasons. */
export function toDifferences(run: ReportedRun): readonly MarkupPart[] {
  const sides = readRunDifferences(run);
  return [
    markup`<p class="small quiet">A judge and an eval that look at one thing differ where one of them errs, or where they look at different things. Nothing here decides.</p>`,
    toCounts(sides),
    ...sides.flatMap(({ title, differences }) =>
      differences.flatMap((each) => toDirections(title, each)),
    ),
  ];
}

function toCounts(sides: readonly SideDifferences[]): Markup {
  const rows = sides.flatMap(({ title, differences }) =>
    differences.map(({ judge, eval: other, judged, judgeOnly, evalOnly }) => {
      const differ = judgeOnly.length + evalOnly.length;
      const counts = [
        `${differ}\u00A0of\u00A0${judged}`,
        String(judgeOnly.length),
        String(evalOnly.length),
      ];
      return [toPair(judge, other), title, ...counts];
    }),
  );
  const titles = [
    "judge and eval",
    "answers of",
    "differ",
    "only the judge passes",
    "only the eval passes",
  ];
  return toTable({ name: "Where judges and evals differ", titles, rows });
}

function toPair(judge: string, other: string): Markup {
  return markup`<span class="said"><code>${judge}</code> and <code>${other}</code></span>`;
}

function toDirections(
  title: string,
  { judge, eval: other, judgeOnly, evalOnly }: EvalDifference,
): readonly MarkupPart[] {
  return [
    toAnswers({ title, passes: judge, fails: other, answers: judgeOnly }),
    toAnswers({ title, passes: other, fails: judge, answers: evalOnly }),
  ];
}

interface Direction {
  readonly title: string;
  readonly passes: string;
  readonly fails: string;
  readonly answers: readonly DifferingAnswer[];
}

function toAnswers({ title, passes, fails, answers }: Direction): MarkupPart {
  if (answers.length === 0) return null;
  const name = `${passes} passes, ${fails} fails`;
  const left = answers.length - mostAnswers;
  const rows = answers.slice(0, mostAnswers).map(({ id, repeat, reason, otherwise }) => {
    const place = repeat === 0 ? id : `${id} (answer ${repeat + 1})`;
    return [place, reason, otherwise].map((text) => cutText(text, mostCharacters));
  });
  const titles = ["case", `why ${fails} fails it`, `why ${passes} passes it`];
  return markup`
<details><summary><b>${name}</b><span>${answers.length === 1 ? "1 answer" : `${answers.length} answers`} of ${title}</span></summary><div class="inside">${toTable({ name: `${name}, ${title}`, titles, rows, isText: true })}${
    left > 0
      ? markup`<p class="small quiet">… and ${left} more: promptrail eval --json has them.</p>`
      : null
  }</div></details>`;
}
