/** A pattern's source as it is read, one character after another. */
export interface PatternText {
  /** The next character, not taken; empty at the end. */
  peek(): string;
  /** Takes the next character. */
  next(): string;
  /** Takes what fits here, if anything does. The expression must be sticky. */
  take(expression: RegExp): RegExpExecArray | null;
}

export function readPatternText(source: string): PatternText {
  let place = 0;
  const peek = () => {
    const code = source.codePointAt(place);
    return code === undefined ? "" : String.fromCodePoint(code);
  };
  return {
    peek,
    next: () => {
      const character = peek();
      place += character.length;
      return character;
    },
    take: (expression) => {
      expression.lastIndex = place;
      const found = expression.exec(source);
      if (found !== null) place += found[0].length;
      return found;
    },
  };
}

/** A part of JavaScript's patterns that RE2 has not, or that would mean something else there. */
export class UnknownPart extends Error {}

/** One character as RE2 takes it everywhere. */
export function toLiteral(character: string): string {
  if (!character.isWellFormed()) throw new UnknownPart("it contains half of a surrogate pair");
  return `\\x{${character.codePointAt(0)?.toString(16)}}`;
}
