/** One separator between two digits: a space, a dash, a slash, a dot or a parenthesis, with spaces where people set them. */
export const between = String.raw`(?:[ ]?[\-\/][ ]?|[._~·•∙‧・]|[ ]?\([ ]?|\)[ ]?[\-\/]?[ ]?|[ ]{1,2}|%20)?`;

/** The digits of a text, without what stands between them. */
export function digitsOf(text: string): string {
  return text.replace(/%20|\D/g, "");
}

/** Country codes of the E.164 numbering plan (ITU), as the beginnings of numbers. */
const countryCode =
  /^(?:1|7|2[07]|2[1-6]\d|29[01789]|3[0-469]|3[578]\d|4[013-9]|42[013]|5[1-8]|5[09]\d|6[0-6]|6[789]\d|8[1246]|80[08]|85\d|87\d|88\d|9[0-58]|9[679]\d)/;

/**
 * Whether digits with their country code may be somebody's number: 9 to 15, in the plan of E.164; in North
 * America and in Russia 11, where neither an area nor an exchange begins with 0 or 1.
 */
export function isInternational(digits: string): boolean {
  if (digits.length < 9 || digits.length > 15 || !countryCode.test(digits)) return false;
  // Nobody has it: a sum in words of millions.
  if (/0{6}$/.test(digits)) return false;
  if (digits.startsWith("1")) return /^1[2-9]\d{9}$/.test(digits);
  return digits.startsWith("7") ? digits.length === 11 : true;
}
