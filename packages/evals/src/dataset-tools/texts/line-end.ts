/** How the lines of a text end: as its first one does, else by `\n`. */
export function findLineEnd(text: string): "\r\n" | "\n" {
  return /^[^\n]*\r\n/.test(text) ? "\r\n" : "\n";
}
