import type { BuiltIn } from "../built-in.js";
import type { Span } from "../redactor.js";

/** `@`, also full-width, percent-encoded (once to three times), as an HTML entity, or written out: `(at)`. */
const at =
  /@|%(?:25){0,2}40|\uFF20|&(?:#0{0,4}64|#[xX]0{0,4}40|commat);|[ \t]?[[({][ \t]?[aA][tT][ \t]?[\])}][ \t]?/g;

/** Standards allow 64 and 63; longer ones are redacted as well, but a search must end. */
const longestLocal = 256;

const dot = String.raw`(?:[.\u3002\uFF0E]|[ \t]?[[({][ \t]?[dD][oO][tT][ \t]?[\])}][ \t]?)`;
const label = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}\p{Cf}-]{0,62})`;
const domain = new RegExp(
  String.raw`(?:${label})(?:${dot}${label}){1,8}|\[(?:IPv6:)?[\da-fA-F.:]{3,45}\]`,
  "uy",
);

/** Names of files and of versions are written with an @, too: `icon@2x.png`, `left-pad@1.3.0-rc.1`. */
const noDomain = /^(?:\d+x\.|\d+\.\d+)/;

/** Email addresses: with letters of any script, quoted names, encoded signs. */
export const emailDetector: BuiltIn = {
  name: "email",
  version: 1,
  find(text) {
    return text.includes("@") || mayHide(text) ? findAddresses(text) : [];
  },
};

function mayHide(text: string): boolean {
  return /%(?:25){0,2}40|\uFF20|&(?:#|commat)|[[({][ \t]?[aA][tT]/.test(text);
}

function findAddresses(text: string): readonly Span[] {
  const spans: Span[] = [];
  for (const { 0: sign, index } of text.matchAll(at)) {
    const start = findLocal(text, index);
    if (!/[\p{L}\p{N}]/u.test(text.slice(start, index))) continue;
    domain.lastIndex = index + sign.length;
    const found = domain.exec(text)?.[0];
    if (found === undefined || !isDomain(found)) continue;
    spans.push({ start, end: index + sign.length + found.replace(/-+$/, "").length });
  }
  return spans;
}

function isDomain(found: string): boolean {
  if (found.startsWith("[")) return true;
  if (noDomain.test(found)) return false;
  const last = /[^.\u3002\uFF0E\s[\](){}]+$/.exec(found)?.[0] ?? found;
  return /^(?:xn--.+|\p{L}[\p{L}\p{M}\p{Cf}]+|[\])}].*)$/u.test(last);
}

/** Where the part before the sign begins; `end` itself where there is none. */
function findLocal(text: string, end: number): number {
  if (text[end - 1] === '"') {
    const open = text.lastIndexOf('"', end - 2);
    const isNear = open >= 0 && end - open <= longestLocal;
    if (isNear && open < end - 2 && !text.slice(open, end).includes("\n")) return open;
  }
  let start = end;
  const first = Math.max(0, end - longestLocal);
  while (start > first && isLocal(text, start - 1)) start -= 1;
  return isPassword(text, start) ? end : skipField(text, { start, end });
}

/** In `scheme://user:password@host` it belongs to keys. */
function isPassword(text: string, start: number): boolean {
  if (text[start - 1] !== ":") return false;
  return /:\/\/[^\s/@]{0,256}:$/.test(text.slice(Math.max(0, start - longestLocal), start));
}

/** Letters, digits and marks of any script, and the signs that a name has in practice. */
function isLocal(text: string, place: number): boolean {
  const code = text.charCodeAt(place);
  if (code < 0x80) return localSigns[code] === true;
  return isSurrogate(code) || /[\p{L}\p{N}\p{M}\p{Cf}]/u.test(text[place] ?? "");
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}

const localSigns: readonly boolean[] = Array.from({ length: 0x80 }, (_, code) =>
  /[\w.%+'!#$*~^=-]/.test(String.fromCharCode(code)),
);

/** In `to=someone@…` the name is what comes after the sign. */
function skipField(text: string, { start, end }: Span): number {
  const local = text.slice(start, end);
  const field = /^(?:[\w.-]{0,40}(?:mail|to|from|cc|user|login|sender|recipient|contact))=/i.exec(
    local,
  );
  const from = start + (field?.[0].length ?? 0);
  return from + (/^[.'!#$*~^=%-]+(?=[\p{L}\p{N}])/u.exec(text.slice(from, end))?.[0].length ?? 0);
}
