/** Arabic, Persian, Devanagari and Bengali digits: of each block the first. */
const zeros = [0x0660, 0x06f0, 0x0966, 0x09e6] as const;
/** ASCII's signs, as wide as a Chinese one. */
const firstWide = 0xff01;
const lastWide = 0xff5e;
const others =
  /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff01-\uff5e]/g;
const space = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/;

/** The text with its digits, spaces, dashes and wide signs as ASCII has them; every place stays the same. */
export function withAsciiSigns(text: string): string {
  return text.replace(others, toAscii);
}

function toAscii(sign: string): string {
  const code = sign.charCodeAt(0);
  if (code >= firstWide && code <= lastWide) return String.fromCharCode(code - firstWide + 0x21);
  const zero = zeros.find((each) => code >= each && code <= each + 9);
  if (zero !== undefined) return String(code - zero);
  return space.test(sign) ? " " : "-";
}
