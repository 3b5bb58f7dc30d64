/** A word of a command line as a POSIX shell takes it: quoted where it needs to be. */
export function quoteWord(word: string): string {
  return /^[\w./:@%+=,-]+$/u.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
