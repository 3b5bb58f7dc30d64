/** What differs from run to run and from machine to machine, and the word that stands for it. */
const changing: readonly (readonly [RegExp, string])[] = [
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "UUID"],
  [/pk_\w+_…|pk_[\w-]+/g, "KEY"],
  [/\b\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ/g, "TIME"],
  [/\(([0-9a-f]{8})\)/g, "(COMMIT)"],
  [/\b[\w.-]+:\d+\b(?=[) ]+(?:after|runtime|server|$))/g, "PROCESS"],
  [/\b[\d.,]+ (?:ms|s)\b/g, "DURATION"],
  [/\b\d+(?= (?:pairs?|answers?) )|\b\d+(?= of its shadow)/g, "COUNT"],
  [/ +/g, " "],
];

/** The first line that a page shows and that is not there, or null. `…` stands for any text, on a line of its own for any lines. */
export function findMissingLine(shown: readonly string[], output: string): string | null {
  const lines = sortProcesses(output.split("\n").map(plain));
  let at = 0;
  let mayLeaveOut = false;
  for (const line of sortProcesses(shown.map(plain))) {
    if (line === "…") {
      mayLeaveOut = true;
      continue;
    }
    const pattern = toPattern(line);
    const found = lines.findIndex((each, index) => index >= at && pattern.test(each));
    if (found < 0 || (!mayLeaveOut && found !== at)) return line;
    at = found + 1;
    mayLeaveOut = false;
  }
  return null;
}

/** A table of processes is in the order of their names, which chance gives. */
function sortProcesses(lines: readonly string[]): readonly string[] {
  const sorted = lines.filter(isProcess).toSorted();
  return lines.map((line) => (isProcess(line) ? (sorted.shift() ?? line) : line));
}

function isProcess(line: string): boolean {
  return line.startsWith("PROCESS ");
}

function toPattern(line: string): RegExp {
  return new RegExp(`^${line.split("…").map(escapeText).join(".*")}$`);
}

function plain(line: string): string {
  return changing.reduce((text, [pattern, word]) => text.replaceAll(pattern, word), line).trim();
}

/** A text as a part of a pattern that finds it. */
function escapeText(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
