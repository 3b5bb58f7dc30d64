/**
 * A text that a regular expression probably matches, with `more` repetitions where any number will do.
 * It reads the common parts of a pattern only: who needs to be sure tests the text.
 */
export function samplePattern(pattern: string, more: number): string {
  return new PatternSampler(pattern, more).alternatives();
}

const classes: Readonly<Record<string, string>> = {
  d: "1",
  w: "a",
  s: " ",
  D: "a",
  W: "-",
  S: "a",
};
const controls: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", f: "\f", v: "\v" };
/** What a negated class is tried with. */
const others = ["a", "1", "A", "-", " ", "é"];

class PatternSampler {
  private at = 0;

  private readonly pattern: string;
  private readonly more: number;

  constructor(pattern: string, more: number) {
    this.pattern = pattern;
    this.more = more;
  }

  /** The first of the alternatives, up to the end of the group. */
  alternatives(): string {
    const first = this.sequence();
    while (this.take("|")) this.sequence();
    return first;
  }

  private sequence(): string {
    let text = "";
    while (this.at < this.pattern.length && !"|)".includes(this.peek())) {
      text += this.repeat(this.atom());
    }
    return text;
  }

  private atom(): string {
    const character = this.next();
    switch (character) {
      case "^":
      case "$":
        return "";
      case ".":
        return "a";
      case "(":
        return this.group();
      case "[":
        return this.characterClass();
      case "\\":
        return this.escape();
      default:
        return character;
    }
  }

  private group(): string {
    const looks = /^\?(?:<?[=!])/.test(this.pattern.slice(this.at));
    const head = /^\?(?:[:=!]|<[=!]|<\w+>)/.exec(this.pattern.slice(this.at))?.[0] ?? "";
    this.at += head.length;
    const inner = this.alternatives();
    this.take(")");
    return looks ? "" : inner;
  }

  private escape(): string {
    const letter = this.next();
    if (letter === "b" || letter === "B") return "";
    if (letter === "u" || letter === "x") return this.codePoint(letter);
    return classes[letter] ?? controls[letter] ?? letter;
  }

  private codePoint(letter: string): string {
    const digits = letter === "x" ? 2 : 4;
    const code = this.pattern.slice(this.at, this.at + digits);
    this.at += digits;
    return String.fromCharCode(Number.parseInt(code, 16) || 0);
  }

  private characterClass(): string {
    const start = this.at - 1;
    const negated = this.take("^");
    let first: string | undefined;
    while (this.at < this.pattern.length && !this.take("]")) {
      const character = this.next();
      const member = character === "\\" ? this.escape() : character;
      first ??= member;
    }
    if (!negated) return first ?? "";
    const expression = toExpression(this.pattern.slice(start, this.at));
    return others.find((other) => expression?.test(other) ?? true) ?? "";
  }

  private repeat(text: string): string {
    const rest = this.pattern.slice(this.at);
    const [all = "", sign = "", low = "0", , high] =
      /^(?:([?*+])|\{(\d+)(?:(,)(\d*))?\})\??/.exec(rest) ?? [];
    this.at += all.length;
    if (all === "") return text;
    if (sign === "?") return "";
    const least = sign === "+" ? 1 : Number(low);
    const most = high === undefined && sign === "" ? least : Number(high || Infinity);
    return text.repeat(Math.min(most, least + this.more));
  }

  private peek(): string {
    return this.pattern[this.at] ?? "";
  }

  private next(): string {
    const character = this.peek();
    this.at += 1;
    return character;
  }

  private take(character: string): boolean {
    if (this.peek() !== character) return false;
    this.at += 1;
    return true;
  }
}

/** The expression of a schema's pattern; null where JavaScript cannot read it. */
export function toExpression(pattern: string): RegExp | null {
  try {
    return new RegExp(pattern, "u");
  } catch {
    return null;
  }
}
