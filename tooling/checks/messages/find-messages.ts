import { type Node, parseSync } from "oxc-parser";
import { rememberFiles } from "../repository/remember-files.ts";
import {
  isTestFile,
  isTypeScript,
  listRepositoryFiles,
  placeOf,
} from "../repository/repository-files.ts";

/** A text of shipped source that a user may see: an error, a line of a command, help, a finding, a description. */
export interface Message {
  /** `packages/core/src/a.ts:12` */
  readonly place: string;
  /** To what the source gives it: `PromptrailError(unknown_family)`, `terminal.err`, `.message`; empty where it is returned. */
  readonly given: string;
  /** What is filled in stands in braces, as the source has it: `Family "{family}" has no suite.` */
  readonly text: string;
}

/** At least two words with a space between. */
const words = /[A-Za-z]{2}[^A-Za-z]* [^A-Za-z]*[A-Za-z]/;
/** Node kinds whose texts nobody sees: specifiers, types, SQL and other tagged templates. */
const unseen = /^(Import|ExportAll|TaggedTemplate|TS(?!As|NonNull|Satisfies))/;
/** Statements of SQL, which the stores build from plain templates. */
const statement = /^\s*(select|insert|update|delete|create|alter|with|begin|set local|listen)\b/;

/** The texts of every package's and app's source, in the order of their places. */
export function listMessages(root: string): readonly Message[] {
  return ["packages", "apps"].flatMap((folder) =>
    listRepositoryFiles(root, folder)
      .filter((file) => isTypeScript(file) && /\/src\//.test(file.path) && !isTestFile(file))
      .flatMap(({ path, text }) => findMessages(path, text())),
  );
}

/** The texts of one file, each followed by those that are filled into it. */
export const findMessages = rememberFiles((path, source): readonly Message[] => {
  const messages: Message[] = [];
  const visit = (node: unknown, given: string): void => {
    if (Array.isArray(node)) {
      for (const each of node) visit(each, given);
    } else if (isNode(node) && !unseen.test(node.type)) visitNode(node, given);
  };
  const visitNode = (node: Node, given: string): void => {
    const text = toText(node, source);
    if (text !== null && isSeen(text)) {
      messages.push({ place: placeOf(path, source, node.start), given, text });
    }
    if (text === null || node.type === "TemplateLiteral") visitParts(node, given);
  };
  const visitParts = (node: Node, given: string): void => {
    const taker = toTaker(node, source) ?? given;
    for (const [name, part] of Object.entries(node)) visit(part, name === "callee" ? given : taker);
  };
  visit(parseSync(path, source).program, "");
  return messages;
});

function isSeen(text: string): boolean {
  return words.test(withoutFilled(text)) && !statement.test(text);
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}

/** The text with `…` for each `{expression}`. */
export function withoutFilled(text: string): string {
  const inner = text.replaceAll(/\{[^{}]*\}/g, "…");
  return inner === text ? text : withoutFilled(inner);
}

/** The text of a literal, a template, or what is added up of them; null for anything else. */
function toText(node: Node, source: string): string | null {
  if (node.type === "Literal") return typeof node.value === "string" ? node.value : null;
  if (node.type === "TemplateLiteral") {
    const filled = node.expressions.map((each) => `{${source.slice(each.start, each.end)}}`);
    return node.quasis.map(({ value }, index) => `${value.cooked}${filled[index] ?? ""}`).join("");
  }
  if (node.type !== "BinaryExpression" || node.operator !== "+") return null;
  const { left, right } = node;
  const parts = [left, right].map((each) => ({ each, text: toText(each, source) }));
  if (parts.every(({ text }) => text === null)) return null;
  return parts.map(({ each, text }) => text ?? `{${source.slice(each.start, each.end)}}`).join("");
}

/** What takes the texts below the node: a call, an error with its code, or a field. */
function toTaker(node: Node, source: string): string | null {
  if (node.type === "CallExpression" || node.type === "NewExpression") {
    const callee = source.slice(node.callee.start, node.callee.end).replaceAll(/\s+/g, "");
    const [first] = node.arguments;
    const code = first?.type === "Literal" && typeof first.value === "string" ? first.value : " ";
    const isCode = node.type === "NewExpression" && /^\w+$/.test(code);
    return `${callee.slice(-40)}${isCode ? `(${code})` : ""}`;
  }
  return node.type === "Property" && node.key.type === "Identifier" ? `.${node.key.name}` : null;
}
