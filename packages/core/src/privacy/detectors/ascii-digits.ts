/** Arabic, Persian, Devanagari, Bengali and full-width digits: of each block the first. */
const zeros = [0x0660, 0x06f0, 0x0966, 0x09e6, 0xff10] as const;
const others = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\uff10-\uff19]/g;

/** The text with its digits as ASCII has them; every place stays the same. */
export function withAsciiDigits(text: string): string {
  return text.replace(others, (digit) => {
    const code = digit.charCodeAt(0);
    const zero = zeros.findLast((each) => each <= code) ?? code;
    return String(code - zero);
  });
}
