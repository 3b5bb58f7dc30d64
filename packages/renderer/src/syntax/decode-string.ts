import { type Position, syntaxError } from "./syntax-error.js";

const simpleEscapes: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ["r", "\r"],
  ["a", "\x07"],
  ["b", "\b"],
  ["f", "\f"],
  ["v", "\v"],
  ["\\", "\\"],
  ["'", "'"],
  ['"', '"'],
  ["\n", ""],
]);

const digitCounts: ReadonlyMap<string, number> = new Map([
  ["x", 2],
  ["u", 4],
  ["U", 8],
]);

/** Reads the escapes of a Python string literal's inside. An unknown escape keeps its backslash. */
export function decodeString(inside: string, position: Position): string {
  if (!inside.includes("\\")) return inside;
  return inside.replace(
    /\\(?:([0-7]{1,3})|([xuU])([0-9a-fA-F]*)|([\s\S]))/gu,
    (whole: string, octal?: string, kind?: string, digits?: string, simple?: string) => {
      if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
      if (kind !== undefined) return decodeHexadecimal(kind, digits ?? "", position);
      if (simple === "N")
        throw syntaxError("named characters (\\N{…}) are not available", position);
      return simpleEscapes.get(simple ?? "") ?? whole;
    },
  );
}

function decodeHexadecimal(kind: string, digits: string, position: Position): string {
  const count = digitCounts.get(kind) ?? 0;
  const code = Number.parseInt(digits.slice(0, count), 16);
  if (digits.length < count || code > 0x10ffff) {
    throw syntaxError(`the escape \\${kind} needs ${count} hexadecimal digits`, position);
  }
  return String.fromCodePoint(code) + digits.slice(count);
}
