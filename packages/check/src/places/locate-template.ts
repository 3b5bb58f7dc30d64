import type { FilePlace } from "./file-place.js";
import { listSourceFiles, type SourceFile } from "./list-source-files.js";
import { readLiterals } from "./source-literals.js";
import { readPlainText, type SourceText } from "./source-text.js";
import { createOwnerRating, type RateOwner, type TemplateOwner } from "./template-owner.js";

/** What is looked for: a place in a template, both counted from 1. */
export interface TemplateTarget extends TemplateOwner {
  readonly template: string;
  readonly line: number;
  readonly column: number;
}

export type LocateTemplate = (target: TemplateTarget) => FilePlace | null;

/** A text and the file that it stands in. */
interface Candidate extends SourceText {
  readonly file: SourceFile;
}

/**
 * Finds where templates stand in a project's files, by their text: it reads every source and text file
 * once. A template that is put together at run time is found by the line, or not at all.
 */
export async function createTemplateLocator(projectFolder: string): Promise<LocateTemplate> {
  const candidates = (await listSourceFiles(projectFolder)).flatMap(toCandidates);
  const byText = Map.groupBy(candidates, ({ text }) => toKey(text));
  const rateOwner = createOwnerRating();
  let byLine: ReadonlyMap<string, readonly Candidate[]> | undefined;
  return (target) => {
    const whole = chooseBest(byText.get(toKey(target.template)) ?? [], target, rateOwner);
    if (whole !== null) return placeInWhole(whole, target);
    byLine ??= indexLines(candidates);
    const wanted = lineOf(target.template, target.line).trim();
    const part = chooseBest(byLine.get(wanted) ?? [], target, rateOwner);
    return part === null ? null : placeInPart(part, target, wanted);
  };
}

function toCandidates(file: SourceFile): readonly Candidate[] {
  if (!mayHoldTemplate.test(file.content)) return [];
  if (!file.isCode)
    return templateSign.test(file.content) ? [{ ...readPlainText(file.content), file }] : [];
  return readLiterals(file.content)
    .filter(({ text }) => templateSign.test(text))
    .map((text) => ({ ...text, file }));
}

/** A text without any of these has nothing in it that could be wrong. */
const templateSign = /\{[{%#]/;

/** Code may write such a sign by its number. Most files do neither, and are not read further. */
const mayHoldTemplate = /\{[{%#]|\\[ux]/;

/** The same for a text that was indented, or trimmed, on its way to the template. */
function toKey(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trim())
    .join("\n")
    .trim();
}

/** Shorter lines stand everywhere. */
const shortestLine = 6;

function indexLines(candidates: readonly Candidate[]): ReadonlyMap<string, readonly Candidate[]> {
  const byLine = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    for (const line of new Set(candidate.text.split("\n").map((one) => one.trim()))) {
      if (line.length < shortestLine) continue;
      const known = byLine.get(line);
      if (known === undefined) byLine.set(line, [candidate]);
      else known.push(candidate);
    }
  }
  return byLine;
}

function chooseBest(
  candidates: readonly Candidate[],
  owner: TemplateOwner,
  rateOwner: RateOwner,
): Candidate | null {
  const [only, ...more] = candidates;
  if (only === undefined || more.length === 0) return only ?? null;
  const rated = candidates.map((candidate) => ({
    candidate,
    rating: rateOwner(candidate.file, candidate.offsets[0] ?? 0, owner),
  }));
  return rated.reduce((best, other) => (other.rating > best.rating ? other : best)).candidate;
}

function placeInWhole(candidate: Candidate, { template, line, column }: TemplateTarget): FilePlace {
  const shift = firstLine(candidate.text) - firstLine(template);
  return placeAt(candidate, lineOf(template, line), line + shift, column);
}

/** Of several lines that read the same, the one of the same rank. */
function placeInPart(
  candidate: Candidate,
  { template, line, column }: TemplateTarget,
  wanted: string,
): FilePlace {
  const rank = linesThatRead(template, wanted).indexOf(line);
  const lines = linesThatRead(candidate.text, wanted);
  return placeAt(candidate, lineOf(template, line), lines[rank] ?? lines[0] ?? 1, column);
}

function placeAt(
  { text, offsets, file }: Candidate,
  original: string,
  line: number,
  column: number,
): FilePlace {
  const start =
    text
      .split("\n")
      .slice(0, line - 1)
      .join("\n").length + (line > 1 ? 1 : 0);
  const indented = indentOf(lineOf(text, line)) - indentOf(original);
  const unit = Math.min(Math.max(start, start + column - 1 + indented), text.length);
  const offset = offsets[unit] ?? 0;
  const before = file.content.slice(0, offset).split("\n");
  return { file: file.path, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function lineOf(text: string, line: number): string {
  return text.split("\n")[line - 1] ?? "";
}

function linesThatRead(text: string, wanted: string): readonly number[] {
  return text.split("\n").flatMap((line, index) => (line.trim() === wanted ? [index + 1] : []));
}

/** The first line that is not empty, from 1. */
function firstLine(text: string): number {
  return text.split("\n").findIndex((line) => line.trim() !== "") + 1;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
