import { codePoints, isSimpleText } from "../values/code-points.js";
import type { RenderState } from "../values/render-state.js";

/** The length of a text as Python counts it. */
export function measureText(state: RenderState, text: string): number {
  state.scan(text.length);
  if (isSimpleText(text)) return text.length;
  state.spend(text.length);
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** The characters of a text as Python counts them. */
export function charactersOf(state: RenderState, text: string): string[] {
  state.spend(text.length);
  return codePoints(text);
}
