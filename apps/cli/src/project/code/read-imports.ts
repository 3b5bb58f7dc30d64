import type { Code, CodeToken } from "./read-code.js";

/** One name of an import or of a re-export: `{ name as local }`. */
export interface ImportedName {
  /** `default` for the default one, `*` for all of them. */
  readonly name: string;
  /** What the file calls it; of a re-export, what others call it. */
  readonly local: string;
  /** Where it stands. */
  readonly end: number;
}

/** `import … from "specifier"` or `export … from "specifier"`. */
export interface ImportStatement {
  readonly kind: "import" | "export";
  readonly specifier: string;
  readonly names: readonly ImportedName[];
  readonly start: number;
  readonly end: number;
  /** The quote around the specifier. */
  readonly quote: string;
  /** `;`, or nothing where the file leaves it out. */
  readonly ending: string;
}

/** The imports and re-exports at the top level of a file, in its order. Those of types alone are left out. */
export function readImports(code: Code): readonly ImportStatement[] {
  const { tokens, parents } = code;
  return tokens.flatMap((token, at) => {
    const isStart = token.value === "import" || token.value === "export";
    if (!isStart || parents[at] !== -1 || tokens[at - 1]?.value === ".") return [];
    return readStatement(code, at) ?? [];
  });
}

function readStatement({ tokens, parents }: Code, at: number): ImportStatement | null {
  const start = tokens[at];
  let from = at + 1;
  for (; tokens[from]?.text === null || parents[from] !== -1; from += 1) {
    const { value = "" } = tokens[from] ?? {};
    // `import(…)`, `import.meta`, `export const …`: none of a clause's own words or signs.
    const isClause = from >= tokens.length ? false : isClauseToken(value, parents[from] !== -1);
    if (!isClause) return null;
  }
  const specifier = tokens[from];
  if (start === undefined || specifier === undefined || specifier.text === null) return null;
  const clause = tokens.slice(at + 1, from).filter(({ value }) => value !== "from");
  const first = clause[0]?.value;
  if (first === "type") return null;
  if (start.value === "export" && first !== "{" && first !== "*") return null;
  const semicolon = tokens[from + 1];
  const isEnded = semicolon?.value === ";";
  return {
    kind: start.value === "import" ? "import" : "export",
    specifier: specifier.text,
    names: readNames(clause),
    start: start.start,
    end: isEnded ? semicolon.end : specifier.end,
    quote: specifier.value.slice(0, 1),
    ending: isEnded ? ";" : "",
  };
}

const signs: ReadonlySet<string> = new Set(["{", "}", ",", "*"]);

function isClauseToken(value: string, isInside: boolean): boolean {
  if (signs.has(value)) return true;
  const isWord = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(value);
  return isWord && (isInside || !/^(?:const|let|var|function|class|async|default)$/.test(value));
}

function readNames(clause: readonly CodeToken[]): readonly ImportedName[] {
  const brace = clause.findIndex(({ value }) => value === "{");
  return clause.flatMap(({ value, text, end }, at) => {
    const before = clause[at - 1]?.value;
    // A name begins where a sign ends, and `as` leads to what it is called.
    if (/^[{},]$/.test(value) || (before !== undefined && !/^[{,]$/.test(before))) return [];
    const word = text ?? value;
    const name = word === "*" || (brace !== -1 && at > brace) ? word : "default";
    const renamed = clause[at + 1]?.value === "as" ? clause[at + 2] : undefined;
    return [{ name, local: renamed?.value ?? word, end: renamed?.end ?? end }];
  });
}
