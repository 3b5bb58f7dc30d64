import type { Span } from "./redactor.js";

export interface NamedSpan extends Span {
  readonly name: string;
}

/**
 * What the spans cover, in order and without overlaps: what overlaps becomes one, with the name of its
 * longest part. Left out are what is `held`, in order, and empty spans; no character is cut in half.
 */
export function joinSpans(
  text: string,
  spans: readonly NamedSpan[],
  held: readonly Span[],
): readonly NamedSpan[] {
  const inOrder = spans
    .filter(({ start, end }) => start < end)
    .map((span) => widen(text, span))
    .sort((one, other) => one.start - other.start || other.end - one.end);
  const joined: NamedSpan[] = [];
  let longest = 0;
  for (const span of inOrder) {
    const last = joined.at(-1);
    const length = span.end - span.start;
    if (last === undefined || span.start >= last.end) {
      joined.push(span);
      longest = length;
      continue;
    }
    const name = length > longest ? span.name : last.name;
    longest = Math.max(longest, length);
    joined[joined.length - 1] = { name, start: last.start, end: Math.max(last.end, span.end) };
  }
  return held.length === 0 ? joined : subtract(joined, held);
}

function widen(text: string, { name, start, end }: NamedSpan): NamedSpan {
  const before = isPair(text, start - 1) ? start - 1 : start;
  return { name, start: before, end: isPair(text, end - 1) ? end + 1 : end };
}

/** Whether a surrogate pair begins here. */
function isPair(text: string, place: number): boolean {
  return (text.codePointAt(place) ?? 0) > 0xffff;
}

function subtract(spans: readonly NamedSpan[], held: readonly Span[]): readonly NamedSpan[] {
  const left: NamedSpan[] = [];
  let next = 0;
  for (const { name, start, end } of spans) {
    let from = start;
    while ((held[next]?.end ?? Number.POSITIVE_INFINITY) <= start) next += 1;
    for (let place = next; (held[place]?.start ?? end) < end; place += 1) {
      const hole = held[place];
      if (hole === undefined) break;
      if (hole.start > from) left.push({ name, start: from, end: hole.start });
      from = Math.max(from, hole.end);
    }
    if (from < end) left.push({ name, start: from, end });
  }
  return left;
}
