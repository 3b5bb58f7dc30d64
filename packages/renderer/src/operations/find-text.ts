import type { RenderState } from "../values/render-state.js";

/** V8 looks for longer texts in a time that may grow with the product of the two lengths. */
const longest = 32;

/** Where one text begins in another; -1 where it does not. */
export function findText(state: RenderState, text: string, wanted: string): number {
  if (wanted.length > longest) return searchAll(state, text, wanted, "first")[0] ?? -1;
  const at = text.indexOf(wanted);
  scanShort(state, at === -1 ? text.length : at, wanted);
  return at;
}

/** Where one text begins in another for the last time. */
export function findLastText(state: RenderState, text: string, wanted: string): number {
  if (wanted.length > longest) return searchAll(state, text, wanted, "overlapping").at(-1) ?? -1;
  const at = text.lastIndexOf(wanted);
  scanShort(state, text.length - Math.max(0, at), wanted);
  return at;
}

/** What stands between the places where a text holds another, which is not empty. */
export function splitText(state: RenderState, text: string, separator: string): string[] {
  if (separator.length <= longest) {
    scanShort(state, text.length, separator);
    const parts = text.split(separator);
    state.spend(parts.length);
    return parts;
  }
  let end = 0;
  const parts = searchAll(state, text, separator, "apart").map((at) => {
    const part = text.slice(end, at);
    end = at + separator.length;
    return part;
  });
  return [...parts, text.slice(end)];
}

function scanShort(state: RenderState, read: number, wanted: string): void {
  state.scan(read * Math.max(1, wanted.length));
}

/** Knuth, Morris and Pratt's search, which looks at no character more than twice. */
function searchAll(
  state: RenderState,
  text: string,
  wanted: string,
  which: "first" | "apart" | "overlapping",
): number[] {
  state.scan(text.length + wanted.length);
  const fallbacks = fallbacksOf(wanted);
  const found: number[] = [];
  let matched = 0;
  for (let at = 0; at < text.length; at += 1) {
    matched = matchNext(wanted, matched, text.charCodeAt(at), fallbacks);
    if (matched < wanted.length) continue;
    found.push(at - matched + 1);
    if (which === "first") return found;
    matched = which === "overlapping" ? (fallbacks[matched - 1] ?? 0) : 0;
  }
  state.spend(found.length);
  return found;
}

/** For each beginning of a text, how much of its own end is a beginning, too. */
function fallbacksOf(wanted: string): Uint32Array {
  const fallbacks = new Uint32Array(wanted.length);
  let matched = 0;
  for (let at = 1; at < wanted.length; at += 1) {
    matched = matchNext(wanted, matched, wanted.charCodeAt(at), fallbacks);
    fallbacks[at] = matched;
  }
  return fallbacks;
}

function matchNext(wanted: string, before: number, unit: number, fallbacks: Uint32Array): number {
  let matched = before;
  while (matched > 0 && wanted.charCodeAt(matched) !== unit) matched = fallbacks[matched - 1] ?? 0;
  return wanted.charCodeAt(matched) === unit ? matched + 1 : matched;
}
