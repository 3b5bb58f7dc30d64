import { fitText, measureText } from "./fit-text.js";
import { fontSize } from "./plot.js";

interface Mark {
  readonly label: string;
  readonly x: number;
  readonly y: number;
}

/** A rectangle. */
export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A label's text, with where its line of text begins. */
interface PlacedLabel {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

const lineHeight = 16;
const gap = 10;

/**
 * A label beside each mark: where it covers no other label, no mark and no line, first to the right, then to the left, above and below; where there is
 * no such place, none is drawn, since the table and the mark's own words have it.
 */
export function placeLabels(
  marks: readonly Mark[],
  lines: readonly Frame[],
  frame: Frame,
): readonly PlacedLabel[] {
  const taken = [...lines, ...marks.map(({ x, y }) => toFrame(x - 6, y - 6, 12, 12))];
  return marks.flatMap(({ label, x, y }) => {
    const text = fitText(label, 200, fontSize);
    const wide = measureText(text, fontSize);
    const starts = [
      [x + gap, y - lineHeight / 2],
      [x - gap - wide, y - lineHeight / 2],
      [x - wide / 2, y - gap - lineHeight],
      [x - wide / 2, y + gap],
      [x + gap, y - gap - lineHeight],
      [x + gap, y + gap],
      [x - gap - wide, y - gap - lineHeight],
      [x - gap - wide, y + gap],
      ...[gap + lineHeight, 2 * lineHeight + gap, -gap, -gap - lineHeight].map(
        (up) => [Math.min(x - wide / 2, frame.right - wide), y - up] as const,
      ),
    ] as const;
    const boxes = starts.map(([start, above]) => toFrame(start, above, wide, lineHeight));
    const free = boxes.find(
      (box) => isInside(box, frame) && !taken.some((other) => overlaps(box, other)),
    );
    if (free === undefined) return [];
    taken.push(free);
    return [{ text, x: free.left, y: free.top + 12 }];
  });
}

function toFrame(left: number, top: number, wide: number, high: number): Frame {
  return { left, top, right: left + wide, bottom: top + high };
}

function isInside(box: Frame, frame: Frame): boolean {
  return (
    box.left >= frame.left &&
    box.right <= frame.right + 16 &&
    box.top >= frame.top - 12 &&
    box.bottom <= frame.bottom
  );
}

function overlaps(one: Frame, other: Frame): boolean {
  return (
    one.left <= other.right &&
    other.left <= one.right &&
    one.top <= other.bottom &&
    other.top <= one.bottom
  );
}
