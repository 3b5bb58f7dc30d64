/** What no header of HTTP carries, or carries otherwise than it was written: clients cut white space at its ends. */
const uncarried = /[^\t\x20-\x7e\x80-\xff]|^\s|\s$/;

/** Why a text cannot be sent as a header's value, to follow "it"; null where it can. Never repeats the text. */
export function findHeaderFault(text: string): string | null {
  if (!uncarried.test(text)) return null;
  if (/\s$/.test(text)) return "ends in white space or a line break, as a file of its own does";
  if (/^\s/.test(text)) return "begins with white space";
  return "holds a character that no HTTP header carries, such as a line break or a typographic quote";
}
