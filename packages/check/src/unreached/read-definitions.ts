import { readTokens, type SourceToken } from "../places/source-tokens.js";

/** A call of `definePrompt` that a source file writes down. */
export interface WrittenDefinition {
  /** Null where it is not written as a literal. */
  readonly family: string | null;
  readonly version: number | null;
  /** Where the call begins in the file. */
  readonly offset: number;
}

const callee = "definePrompt";

/** The calls of `definePrompt` in a TypeScript or JavaScript file, also under a name that its import gives it. */
export function readDefinitions(source: string): readonly WrittenDefinition[] {
  // Most files have none, and are not read further.
  if (!source.includes(callee)) return [];
  const tokens = readTokens(source);
  const names = new Set([callee, ...findOtherNames(tokens)]);
  return tokens.flatMap((token, at) => {
    if (token.kind !== "mark" || !names.has(token.mark)) return [];
    const open = at + 1;
    if (!isMark(tokens[open], "(") || isMark(tokens[at - 1], "function")) return [];
    return [{ ...readSettings(tokens, open), offset: token.offset }];
  });
}

/** `import { definePrompt as define }`. */
function findOtherNames(tokens: readonly SourceToken[]): readonly string[] {
  return tokens.flatMap((token, at) => {
    const [as, name] = tokens.slice(at + 1, at + 3);
    return isMark(token, callee) && isMark(as, "as") && name?.kind === "mark" ? [name.mark] : [];
  });
}

const opening: ReadonlySet<string> = new Set(["(", "{", "["]);
const closing: ReadonlySet<string> = new Set([")", "}", "]"]);

/** The members `family` and `version` of the object that a call is given. */
function readSettings(tokens: readonly SourceToken[], open: number) {
  const read: { family: string | null; version: number | null } = { family: null, version: null };
  for (const member of listMembers(tokens, open)) {
    const value = tokens[member + 2];
    const name = toName(tokens[member]);
    if (name === "family" && value?.kind === "text") read.family = value.text.text;
    if (name === "version" && value?.kind === "mark") read.version = toNumber(value.mark);
  }
  return read;
}

/** Where the members of a call's object begin whose value is one token: `name: value,`. */
function listMembers(tokens: readonly SourceToken[], open: number): readonly number[] {
  const members: number[] = [];
  let depth = 0;
  for (let at = open; at < tokens.length; at += 1) {
    depth += toStep(tokens[at]);
    if (depth === 0) break;
    const [colon, , end] = tokens.slice(at + 1, at + 4);
    const isWhole = isMark(end, ",") || isMark(end, "}");
    if (depth === 2 && isMark(colon, ":") && isWhole) members.push(at);
  }
  return members;
}

function toStep(token: SourceToken | undefined): number {
  if (token?.kind !== "mark") return 0;
  if (opening.has(token.mark)) return 1;
  return closing.has(token.mark) ? -1 : 0;
}

function toName(token: SourceToken | undefined): string | undefined {
  return token?.kind === "text" ? token.text.text : token?.mark;
}

function toNumber(text: string): number | null {
  return /^\d+$/.test(text) ? Number(text) : null;
}

function isMark(token: SourceToken | undefined, mark: string): boolean {
  return token?.kind === "mark" && token.mark === mark;
}
