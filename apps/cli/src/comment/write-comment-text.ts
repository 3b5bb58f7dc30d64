/** A report as a file that a step before wrote. */
export interface ReportFile {
  readonly name: string;
  /** Null where it is not there: its step did not run, or failed before its report. */
  readonly text: string | null;
}

export interface CommentTextSettings {
  /** Which of a command's comments it is: `prompts`. */
  readonly name: string;
  readonly reports: readonly ReportFile[];
  readonly url: string | null;
  readonly commit: string | null;
  readonly mostCharacters: number;
}

/** The first line of a comment, by which it is found again. */
export function toMarker(name: string): string {
  return `<!-- promptrail:comment ${name} -->`;
}

/** Reports as one comment: its marker, each of them, and where they come from. What does not fit is cut between lines. */
export function writeCommentText(settings: CommentTextSettings): string {
  const { name, reports, mostCharacters } = settings;
  const parts = reports.map(({ name: file, text }) =>
    text === null
      ? `**${file} was not written**: its step did not run, or failed before its report. The log has the reason.`
      : text.trim(),
  );
  const end = `_${describeOrigin(settings)}_`;
  const head = toMarker(name);
  const room = mostCharacters - head.length - end.length - 4;
  return [head, cutMarkdown(parts.join("\n\n---\n\n"), room), "", end].join("\n");
}

function describeOrigin({ url, commit }: CommentTextSettings): string {
  const of = commit === null ? "" : ` of ${commit.slice(0, 8)}`;
  return url === null
    ? `Written by promptrail${of}.`
    : `[The job](${url})${of} has the whole reports.`;
}

const note = "\n\n_The rest did not fit. The job has the whole reports._";

/** Cut between lines, with what the cut left open closed again. */
function cutMarkdown(text: string, most: number): string {
  if (text.length <= most) return text;
  // What may have to be closed: a fence, and a part that is folded, each of at most a few.
  let left = most - note.length - 200;
  const lines = text.split("\n");
  const end = lines.findIndex((line) => {
    left -= line.length + 1;
    return left < 0;
  });
  const kept = lines.slice(0, end);
  return [...kept, ...closeOpen(kept)].join("\n") + note;
}

/** The lines that close what is open at the end: a fence, then parts that are folded. */
function closeOpen(lines: readonly string[]): readonly string[] {
  const { fence, outside } = readFences(lines);
  const count = (start: string) => outside.filter((line) => line.startsWith(start)).length;
  const folded = Math.max(0, count("<details>") - count("</details>"));
  const folds = Array.from({ length: folded }, () => "\n</details>");
  return fence === null ? folds : [fence, ...folds];
}

/** The fence that is open at the end, or null, and the lines that stand in none. */
function readFences(lines: readonly string[]) {
  const outside: string[] = [];
  let fence: string | null = null;
  for (const line of lines) {
    const ticks: string | null = /^`{3,}/.exec(line)?.[0] ?? null;
    if (fence === null) {
      fence = ticks;
      outside.push(line);
    } else if (ticks !== null && ticks.length >= fence.length) fence = null;
  }
  return { fence, outside };
}
