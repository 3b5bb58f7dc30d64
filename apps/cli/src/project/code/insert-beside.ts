import type { TextEdit } from "./apply-edits.js";
import { type Code, findLineEnd, readIndent } from "./read-code.js";

/** A range of a file's text. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/** Puts a member of a list behind another one, on a line of its own where that one has its own. */
export function insertElement(
  code: Code,
  { start, end }: Range,
  element: string,
): readonly TextEdit[] {
  const { source, tokens } = code;
  const indent = readIndent(source, start);
  const next = tokens.find((token) => token.start >= end);
  const at = next?.value === "," ? next.end : end;
  const line = findEndOfLine(code, at);
  if (!indent.includes("\n")) return [insert(end, `, ${element}`)];
  // What stands behind it on its line, a comment at most, is about it.
  if (line === at) return [insert(end, `,${indent}${element}`)];
  if (next?.value === ",") return [insert(line, `${indent}${element},`)];
  return [insert(end, ","), insert(line, `${indent}${element}`)];
}

/** Puts a line behind that of a statement. */
export function insertLine(code: Code, { end }: Range, line: string): TextEdit {
  return insert(findEndOfLine(code, end), `${findLineEnd(code.source)}${line}`);
}

/** Puts a statement behind another one, with an empty line between. */
export function insertStatement(code: Code, range: Range, statement: string): TextEdit {
  return insertLine(code, range, `${findLineEnd(code.source)}${statement}`);
}

export function insert(at: number, text: string): TextEdit {
  return { start: at, end: at, text };
}

/** The end of the line, or the place itself where more than a comment follows on the line. */
function findEndOfLine({ source, tokens }: Code, at: number): number {
  const found = /\r?\n/.exec(source.slice(at));
  const end = found === null ? source.length : at + found.index;
  const isLast = !tokens.some(({ start }) => start >= at && start < end);
  return isLast && !source.slice(at, end).includes("/*") ? end : at;
}
