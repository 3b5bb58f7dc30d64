/** How what stands between two groups of a number looks. */
export type Gap =
  /** One space or one dash: numbers of all kinds are written with them. */
  | "usual"
  /** Other signs, or several in a row. */
  | "unusual"
  /** Signs that stand between the parts of lists, tables and paths as well. */
  | "list";

const signs = String.raw`[ \-._~+*'^=·•∙‧・\t\r\n,;:|/\\#]{1,4}`;
/** Spaces, dashes and line ends in a URL, a page, or JSON that stands in a text. */
const encoded = String.raw`(?:%(?:25)?(?:20|2[dDeE]|[cC]2%[aA]0)|&(?:nbsp|#160|#32|#xa0|thinsp);|\\{1,2}(?:[nrt]|u00[aA]0)){1,2}`;

/** What may stand between two groups of a number, as a pattern's source. The text's signs are ASCII's where there are such. */
export const gap = `(?:${encoded}|${signs})`;

export function readGap(text: string): Gap {
  if (text === " " || text === "-") return "usual";
  return /[\t\r\n,;:|/\\#]/.test(text) && !text.startsWith("&") ? "list" : "unusual";
}
