import type { NamingDetector } from "./built-in.js";
import { joinSpans, type NamedSpan } from "./join-spans.js";
import { RedactionError } from "./redaction-error.js";
import type { Redacted, Span } from "./redactor.js";
import { toSeenText } from "./seen-text.js";

export interface RedactionRules {
  readonly detectors: readonly NamingDetector[];
  /** Whose `[name]` in a text stands for what was taken out. */
  readonly names: ReadonlySet<string>;
}

/** Taking one thing out may lay another bare. More rounds than this nothing has that was not made for it. */
const mostRounds = 10;
/** From this round on, all digits that stand together with a find go with it: one of many numbers in a row may hide the next. */
const wideRound = 4;

/** A text without what the detectors find; `property` is the name of the property that holds it. */
export function redactText(
  text: string,
  rules: RedactionRules,
  property: string | null = null,
): Redacted<string> {
  const counts = new Map<string, number>();
  let value = text;
  for (let round = 0; ; round += 1) {
    const spans = findSpans(value, rules, { property, isWide: round >= wideRound });
    if (spans.length === 0) return { value, found: Object.fromEntries(counts) };
    if (round === mostRounds) {
      throw new RedactionError(
        spans[0]?.name ?? "",
        `It still found something after ${mostRounds} rounds.`,
      );
    }
    for (const { name } of spans) counts.set(name, (counts.get(name) ?? 0) + 1);
    value = replaceSpans(value, spans);
  }
}

/** In order, none in another, and nothing of what stands for an earlier find. */
function findSpans(
  text: string,
  { detectors, names }: RedactionRules,
  { property, isWide }: { readonly property: string | null; readonly isWide: boolean },
): readonly NamedSpan[] {
  const found = askDetectors(detectors, { text, property });
  if (found.length === 0) return found;
  return joinSpans(text, isWide ? widen(text, found) : found, findHeld(text, names));
}

/** Each span with the digits, and what stands between digits, before and behind it. */
function widen(text: string, spans: readonly NamedSpan[]): readonly NamedSpan[] {
  const runs = [...text.matchAll(/[\d\s+().,/_~*^=·•:;|#'-]+/g)].map(({ 0: run, index }) => ({
    start: index,
    end: index + run.length,
  }));
  const wide: NamedSpan[] = [];
  let at = 0;
  for (const span of spans.toSorted((one, other) => one.start - other.start)) {
    while ((runs[at]?.end ?? Number.POSITIVE_INFINITY) < span.start) at += 1;
    const run = runs[at];
    const isWithin = run !== undefined && run.start <= span.end;
    const start = isWithin ? Math.min(run.start, span.start) : span.start;
    const end = isWithin ? Math.max(run.end, span.end) : span.end;
    // Of many in one run the first takes it all.
    if (wide.at(-1)?.start !== start || wide.at(-1)?.end !== end) {
      wide.push({ ...span, start, end });
    }
  }
  return wide;
}

interface DetectorQuestion {
  readonly text: string;
  readonly property: string | null;
}

/** Of the text as it is, and as people see it: a sign of width zero inside of a number hides it from nobody. */
function askDetectors(
  detectors: readonly NamingDetector[],
  { text, property }: DetectorQuestion,
): readonly NamedSpan[] {
  const ask = (asked: string) =>
    detectors.flatMap((detector) => askDetector(detector, { text: asked, property }));
  const seen = toSeenText(text);
  if (seen === null) return ask(text);
  const found = ask(seen.text).map((span) => ({ ...span, ...seen.toGiven(span) }));
  return [...ask(text), ...found];
}

function askDetector(
  detector: NamingDetector,
  { text, property }: DetectorQuestion,
): readonly NamedSpan[] {
  const { name } = detector;
  const spans: NamedSpan[] = [];
  try {
    for (const { start, end } of detector.find(text)) spans.push({ name, start, end });
    if (property === null || detector.findNamed === undefined) return spans;
    for (const { start, end } of detector.findNamed(property, text)) {
      spans.push({ name, start, end });
    }
    return spans;
  } catch (error) {
    if (error instanceof RedactionError) throw error;
    // The engine's expressions run out of memory where a text has millions of digits in a row.
    throw new RedactionError(name, "The text is too large for it.");
  }
}

const placeholder = /\[([A-Za-z][A-Za-z0-9_-]{0,63})\]/g;

/** Where something was taken out before. */
function findHeld(text: string, names: ReadonlySet<string>): readonly Span[] {
  if (!text.includes("[")) return [];
  return [...text.matchAll(placeholder)]
    .filter(([, name = ""]) => names.has(name))
    .map(({ 0: whole, index }) => ({ start: index, end: index + whole.length }));
}

function replaceSpans(text: string, spans: readonly NamedSpan[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { name, start, end } of spans) {
    parts.push(text.slice(from, start), `[${name}]`);
    from = end;
  }
  parts.push(text.slice(from));
  return parts.join("");
}
