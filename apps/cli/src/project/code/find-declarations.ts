import { type Code, type CodeToken, readIndent } from "./read-code.js";
import { type Field, readFields } from "./read-fields.js";

/** A version as a file declares it: `definePrompt({ family: "greeting", version: 2, … })`, or what a team wraps around that. */
export interface Declaration {
  /** Null where the file does not write it out. */
  readonly family: string | null;
  readonly version: number;
  readonly fields: ReadonlyMap<string, Field>;
  /**
   * `const`: a statement with a name. `default`: the file's default export. `element`: a member of a list.
   * `other`: anywhere else, where nothing can be put beside it.
   */
  readonly shape: "const" | "default" | "element" | "other";
  /** What the statement calls it; null without one. */
  readonly name: string | null;
  /** The whole statement, or the member of the list. */
  readonly start: number;
  readonly end: number;
}

/** What else tells a prompt from other objects with a version. */
const usualFields = ["userTemplate", "messages", "system", "maxTokens", "status", "changelog"];

/** Every version that a file declares with its number written out, in its order. */
export function findDeclarations(code: Code): readonly Declaration[] {
  const { tokens } = code;
  return tokens.flatMap(({ value }, at) =>
    value === "{" && tokens[at - 1]?.value === "(" ? (readDeclaration(code, at) ?? []) : [],
  );
}

function readDeclaration(code: Code, open: number): Declaration | null {
  const fields = readFields(code, open);
  const number = readValue(code, fields.get("version"))?.value ?? "";
  if (!/^[1-9]\d{0,9}$/.test(number)) return null;
  const family = readFamily(code, fields.get("family"));
  if (family === null && !usualFields.some((name) => fields.has(name))) return null;
  return { family, version: Number(number), fields, ...findPlace(code, open) };
}

function readValue({ tokens }: Code, field: Field | undefined): CodeToken | undefined {
  return field === undefined ? undefined : tokens[field.first];
}

/** The text itself, or a constant of the file that is one. */
function readFamily(code: Code, field: Field | undefined): string | null {
  const token = readValue(code, field);
  if (token === undefined || token.text !== null) return token?.text ?? null;
  const { tokens } = code;
  const at = tokens.findIndex(
    ({ value }, index) => value === token.value && tokens[index - 1]?.value === "const",
  );
  return at !== -1 && tokens[at + 1]?.value === "=" ? (tokens[at + 2]?.text ?? null) : null;
}

type Place = Pick<Declaration, "shape" | "name" | "start" | "end">;

function findPlace(code: Code, open: number): Place {
  const { tokens, parents, closers } = code;
  const first = findCallee(code, open - 1);
  const close = closers.get(open - 1) ?? tokens.length - 1;
  const whole = { start: tokens[first]?.start ?? 0, end: tokens[close]?.end ?? 0 };
  const parent = parents[first] ?? -1;
  const before = tokens[first - 1]?.value;
  const after = tokens[close + 1]?.value;
  const inList = parent !== -1 && tokens[parent]?.value === "[";
  if (inList && (before === "[" || before === ",") && (after === "," || after === "]")) {
    return { shape: "element", name: null, ...whole };
  }
  const end = findStatementEnd(code, close);
  if (parent !== -1 || end === null) return { shape: "other", name: null, ...whole };
  if (before === "default" && tokens[first - 2]?.value === "export") {
    return { shape: "default", name: null, start: tokens[first - 2]?.start ?? 0, end };
  }
  return before === "="
    ? readConst(code, first - 1, end)
    : { shape: "other", name: null, ...whole };
}

/** The first token of `core.definePrompt<Family>(`, whose `(` is given. */
function findCallee({ tokens }: Code, paren: number): number {
  let at = paren - 1;
  if (tokens[at]?.value === ">") while (at > 0 && tokens[at]?.value !== "<") at -= 1;
  if (tokens[at]?.value === "<") at -= 1;
  while (tokens[at - 1]?.value === ".") at -= 2;
  return at;
}

/** `const greeting: Version = `, whose `=` is given. */
function readConst({ tokens, parents }: Code, equals: number, end: number): Place {
  let at = equals;
  while (at > 0 && !(parents[at] === -1 && /^(?:const|let|var|;)$/.test(tokens[at]?.value ?? ""))) {
    at -= 1;
  }
  const name = tokens[at + 1]?.value ?? "";
  const isPlain = /^[\p{ID_Start}$_]/u.test(name) && /^[:=]$/.test(tokens[at + 2]?.value ?? "");
  const isConst = tokens[at]?.value !== ";" && isPlain;
  const first = tokens[at - 1]?.value === "export" ? at - 1 : at;
  const start = tokens[first]?.start ?? 0;
  return { shape: isConst ? "const" : "other", name: isConst ? name : null, start, end };
}

/** Where the statement ends whose call ends at `close`; null where more follows that is no part of it. */
function findStatementEnd({ source, tokens, parents }: Code, close: number): number | null {
  for (let at = close; at < tokens.length; at += 1) {
    const next = tokens[at + 1];
    const end = tokens[at]?.end ?? source.length;
    if (next?.value === ";") return next.end;
    const isTop = next === undefined || parents[at + 1] === -1;
    if (isTop && next?.value === ",") return null;
    // Without semicolons, a statement ends with its line.
    if (next === undefined || (isTop && readIndent(source, next.start).includes("\n"))) return end;
  }
  return null;
}
