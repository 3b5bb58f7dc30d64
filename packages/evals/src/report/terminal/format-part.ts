import { reportWidth } from "./format-problems.js";
import { plainStyle, type ReportStyle } from "./report-style.js";
import { wrapText } from "./width/wrap-text.js";

/** Of one text; what is beyond it stands in the JSON report. */
const mostLines = 40;

export interface FormatPartSettings {
  readonly title: string;
  /** What a model, a dataset or a caller wrote: its lines are kept, its control characters are not. */
  readonly text: string;
  readonly style?: ReportStyle;
}

/** A text below its title, set in: at most 40 lines of 100 columns, the others counted. */
export function formatPart(settings: FormatPartSettings): readonly string[] {
  const { title, text, style = plainStyle } = settings;
  const lines = text.split(/\r?\n/).flatMap((line) => {
    const indent = " ".repeat(4 + (/^ {0,40}/.exec(line)?.[0].length ?? 0));
    const wrap = { width: reportWidth(style), first: indent, rest: indent };
    return wrapText(line, { ...wrap, maxLines: Number.POSITIVE_INFINITY }).split("\n");
  });
  const hidden = lines.length - mostLines;
  return [
    style.dim(`  ${title}`),
    ...lines.slice(0, mostLines),
    ...(hidden > 0 ? [style.dim(`    … and ${hidden} more lines: --json has them`)] : []),
  ];
}
