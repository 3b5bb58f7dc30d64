import type { ContentKind } from "@promptrail/core/lifecycle";

/** The number of the scheme by which inputs are counted and sorted: ratios of another one mean something else. */
export const inputScheme = 1;

/** So much of a text is looked at, from its begin, its middle and its end. */
const lookedAt = 12_288;

/** From these shares of the characters on, white space left out, a text is of the kind. */
const leastOther = 0.15;
const leastCode = 0.2;

const otherScript =
  /[\u0370-\u1dff\u2e80-\ud7ff\uf900-\ufdff\ufe70-\ufeff\uff66-\uffdc\ud800-\udbff]/g;
const codeCharacter = /[0-9{}[\]()<>=:;,"'`_|/\\*+#$%&@^~-]/g;
const visible = /\S/g;

/**
 * What a text is mostly made of. Pure, and as cheap for a long text as for a short one: a part is looked at. Scripts are told by
 * the blocks of Unicode: from Greek on they are not Latin, and neither are emoji.
 */
export function findContentKind(texts: readonly string[]): ContentKind {
  const sample = takeSample(texts.join("\n"));
  const all = count(sample, visible);
  if (count(sample, otherScript) >= leastOther * Math.max(1, all)) return "other_script";
  return count(sample, codeCharacter) >= leastCode * Math.max(1, all) ? "code" : "latin";
}

function takeSample(text: string): string {
  if (text.length <= lookedAt) return text;
  const part = lookedAt / 3;
  const middle = Math.floor((text.length - part) / 2);
  return text.slice(0, part) + text.slice(middle, middle + part) + text.slice(-part);
}

function count(text: string, character: RegExp): number {
  return text.match(character)?.length ?? 0;
}
