/** First and last number of a range, written with as many digits as tell it, and the lengths of its cards. */
type Range = readonly [first: string, last: string, lengths: readonly number[]];

/** By what the networks publish of their ranges (ISO/IEC 7812); ranges that nobody issues from are left out. */
const ranges: readonly Range[] = [
  // Visa
  ["4", "4", [13, 16, 18, 19]],
  // Mastercard
  ["51", "55", [16]],
  ["2221", "2720", [16]],
  // American Express
  ["34", "34", [15]],
  ["37", "37", [15]],
  // Diners Club
  ["300", "305", [14, 15, 16, 17, 18, 19]],
  ["3095", "3095", [14, 15, 16, 17, 18, 19]],
  ["36", "36", [14, 15, 16, 17, 18, 19]],
  ["38", "39", [14, 15, 16, 17, 18, 19]],
  // Discover
  ["6011", "6011", [16, 17, 18, 19]],
  ["644", "649", [16, 17, 18, 19]],
  ["65", "65", [16, 17, 18, 19]],
  // JCB
  ["3528", "3589", [16, 17, 18, 19]],
  // UnionPay
  ["62", "62", [16, 17, 18, 19]],
  ["81", "81", [16, 17, 18, 19]],
  // Maestro
  ["5018", "5018", [13, 14, 15, 16, 17, 18, 19]],
  ["5020", "5020", [13, 14, 15, 16, 17, 18, 19]],
  ["5038", "5038", [13, 14, 15, 16, 17, 18, 19]],
  ["5893", "5893", [13, 14, 15, 16, 17, 18, 19]],
  ["6304", "6304", [13, 14, 15, 16, 17, 18, 19]],
  ["6759", "6763", [13, 14, 15, 16, 17, 18, 19]],
  // Mir, RuPay, Elo and Hipercard, Verve, Troy
  ["2200", "2204", [16, 17, 18, 19]],
  ["5085", "5089", [16]],
  ["6069", "6085", [16]],
  ["82", "82", [16]],
  ["5066", "5067", [16]],
  ["5090", "5090", [16]],
  ["6277", "6277", [16]],
  ["6362", "6363", [16]],
  ["5060", "5061", [16, 18, 19]],
  ["9792", "9792", [16]],
];

/** Whether an issuer gives out cards that begin like this, of this length. */
export function isIssued(digits: string): boolean {
  return ranges.some(([first, last, lengths]) => {
    const head = digits.slice(0, first.length);
    return head >= first && head <= last && lengths.includes(digits.length);
  });
}
