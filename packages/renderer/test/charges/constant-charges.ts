const anything = /./u;
const texts =
  /^(?:words|one word|lines|letters|characters|sigmas|digits|blanks|fields|open brackets)/u;
const noText = /^(?:an? )/u;

/** Operations whose work does not grow with the value, and why. */
interface ConstantCharge {
  readonly reason: string;
  readonly operations: RegExp;
  readonly values: RegExp;
  /** What they are given beside the value. */
  readonly others: RegExp;
}

export const constantCharges: readonly ConstantCharge[] = [
  {
    reason: "they make a mapping of what they are given, and do not look at the one they stand on",
    operations: /^\.fromkeys\(\)$/u,
    values: anything,
    others: /^(?:a letter|a filter)$/u,
  },
  {
    reason: "what has no hash key made of parts is no name",
    operations: /^is (?:filter|test)$/u,
    values: /^a (?:lazy sequence|view of a mapping)$/u,
    others: /^nothing$/u,
  },
  {
    reason: "they look at what kind of value it is",
    operations:
      /^(?:is (?:defined|undefined|none|boolean|true|false|integer|float|number|string|mapping|sequence|callable|escaped)|\| (?:default|d))$/u,
    values: anything,
    others: anything,
  },
  {
    reason: "they look one name or key up",
    operations: /^(?:is (?:filter|test)|\.(?:get|setdefault|pop)\(\)|\[ \]|is in|in|not in)$/u,
    values: /^(?:an object|a map|a mapping that the template made)$|^(?!an? )/u,
    others: /^(?!the same|a long text)/u,
  },
  {
    reason: "they look one name up",
    operations: /^\| attr$/u,
    values: anything,
    others: /^(?!the same|a long text)/u,
  },
  {
    reason: "a map is no key, and is looked up by what it is",
    operations: /^(?:\.get\(\)|is in|in|not in)$/u,
    values: /^a map$/u,
    others: /^the same$/u,
  },
  {
    reason: "the value knows its length",
    operations: /^(?:\| (?:length|count|truncate)|\.pop\(\)|if|\[ \])$/u,
    values: noText,
    others: anything,
  },
  {
    reason: "a text is its own text",
    operations: /^(?:\| (?:string|safe)|\{\{ \}\}|if|\[ : : \])$/u,
    values: texts,
    others: anything,
  },
  {
    reason: "a range is written by its bounds, compared by them, and counted from them",
    operations: anything,
    values: /^a range$/u,
    others: anything,
  },
  {
    reason: "no number is read from what is no text",
    operations: /^\| (?:float|int)$/u,
    values: noText,
    others: anything,
  },
  {
    reason: "values of other kinds and lengths differ at once, and one value is equal to itself",
    operations: /^(?:is (?:eq|equalto|==|ne|!=|sameas)|==|!=)$/u,
    values: anything,
    others: /^(?!the same)/u,
  },
  {
    reason: "identity is no comparison",
    operations: /^is sameas$/u,
    values: noText,
    others: anything,
  },
  {
    reason: "a lazy sequence is equal to itself alone",
    operations: /^(?:is (?:eq|equalto|==|ne|!=)|==|!=)$/u,
    values: /^a lazy sequence$/u,
    others: anything,
  },
  {
    reason: "behind the end there is nothing to copy",
    operations: /^\[ : : \]$/u,
    values: /^a tuple/u,
    others: /^a number of the size$/u,
  },
  {
    reason: "they look at as many characters as they are given",
    operations: /^\.(?:startswith|endswith|removeprefix|removesuffix)\(\)$/u,
    values: anything,
    others: /^(?!the same|a long text)/u,
  },
  {
    reason: "they stop where the text is found, or join the characters of the other text",
    operations: /^\.(?:r?partition|r?find|r?index|join)\(\)$/u,
    values: texts,
    others: /^(?!the same|a long text|a number of the size)/u,
  },
  {
    reason: "they work at the end of what the template made",
    operations: /^\.(?:append|pop|clear|update)\(\)$/u,
    values: anything,
    others: anything,
  },
  {
    reason: "it adds what it is given",
    operations: /^\.extend\(\)$/u,
    values: anything,
    others: /^(?:a letter|a filter)$/u,
  },
  {
    reason: "what is no text and no tuple is a key by what it is",
    operations: /^\{ : \}$/u,
    values: noText,
    others: anything,
  },
  {
    reason: "they keep what they are given",
    operations: /^(?:cycler|joiner)\(\)$/u,
    values: anything,
    others: anything,
  },
];
