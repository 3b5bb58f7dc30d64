import { createRequire } from "node:module";

/** Signs of one column each, which stand for themselves: Latin letters, punctuation, arrows, lines, ticks. */
const plain =
  /^[\u0020-\u007e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2190-\u2193\u2500-\u257f\u2713\u2717]*$/;

type MeasureWidth = (text: string) => number;

let measureAny: MeasureWidth | null = null;

/**
 * How many columns of a terminal a text takes. A Chinese character or an emoji has two, a sign that is added to another one
 * none. What knows all signs takes longer to load than most commands take, so it is loaded for the first text that needs it.
 */
export function textWidth(text: string): number {
  if (plain.test(text)) return text.length;
  measureAny ??= loadMeasure();
  return measureAny(text);
}

function loadMeasure(): MeasureWidth {
  try {
    const module = createRequire(import.meta.url)("string-width") as typeof import("string-width");
    return module.default;
  } catch {
    // A bundle has no folder to load it from.
    return (text) => [...text].length;
  }
}
