import { latePattern } from "./late-pattern.js";

const asciiName = /^[A-Za-z_]\w*$/u;
const anyName = latePattern(() => /^[\p{XID_Start}_](?:(?![\u200c\u200d])\p{XID_Continue})*$/u);
const asciiWord = /[\w$]+/uy;
const anyWord = latePattern(() => /[\p{ID_Continue}$\u200c\u200d]+/uy);

/** Python's `str.isidentifier`. */
export function isName(text: string): boolean {
  return asciiName.test(text) || anyName().test(text);
}

/** What stands at `index` as far as it may be meant as a name; `""` where nothing does. */
export function wordAt(text: string, index: number): string {
  const [word = ""] = matchAt(asciiWord, text, index);
  const next = text.charCodeAt(index + word.length);
  // All words of most templates are ASCII, and the other pattern is large.
  if (Number.isNaN(next) || next < 0x80) return word;
  const [longer = ""] = matchAt(anyWord(), text, index);
  return longer;
}

function matchAt(pattern: RegExp, text: string, index: number): readonly string[] {
  pattern.lastIndex = index;
  return pattern.exec(text) ?? [];
}
