/** What no header of HTTP carries, or carries otherwise than it was written: clients cut white space at its ends. */
const uncarried = /[^\t\x20-\x7e\x80-\xff]|^\s|\s$/;

/** Why a text cannot be sent as a header's value, to follow "it"; null where it can. Never repeats the text. */
export function findHeaderFault(text: string): string | null {
  if (!uncarried.test(text)) return null;
  if (/\s$/.test(text))
    return "ends with white space or a line break, as text that was read from a file may";
  if (/^\s/.test(text)) return "begins with white space";
  return "contains a character that an HTTP header cannot carry, such as a line break or a typographic quote";
}
