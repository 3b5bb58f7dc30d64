import type { NamingDetector } from "./built-in.js";
import { joinSpans, type NamedSpan } from "./join-spans.js";
import { RedactionError } from "./redaction-error.js";
import type { Redacted, Span } from "./redactor.js";

export interface RedactionRules {
  readonly detectors: readonly NamingDetector[];
  /** Whose `[name]` in a text stands for what was taken out. */
  readonly names: ReadonlySet<string>;
}

/** Taking one thing out may lay another bare. More rounds than this nothing has that was not made for it. */
const mostRounds = 10;

/** A text without what the detectors find; `property` is the name of the property that holds it. */
export function redactText(
  text: string,
  rules: RedactionRules,
  property: string | null = null,
): Redacted<string> {
  const counts = new Map<string, number>();
  let value = text;
  for (let round = 0; ; round += 1) {
    const spans = findSpans(value, rules, property);
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
  property: string | null,
): readonly NamedSpan[] {
  const spans = detectors.flatMap((detector) => askDetector(detector, { text, property }));
  return spans.length === 0 ? spans : joinSpans(text, spans, findHeld(text, names));
}

interface DetectorQuestion {
  readonly text: string;
  readonly property: string | null;
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
