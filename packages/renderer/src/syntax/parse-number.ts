import type { NumberLiteral } from "./ast.js";
import { syntaxError } from "./syntax-error.js";
import type { Token } from "./token.js";

/** Reads an integer (decimal, 0b, 0o, 0x) or float literal; `_` separates digits. */
export function parseNumber(token: Token): NumberLiteral {
  const { line, column } = token;
  const value = Number(token.value.replaceAll("_", ""));
  const float = token.type === "float";
  if (!Number.isFinite(value) || (!float && !Number.isSafeInteger(value))) {
    throw syntaxError("this number is too large; numbers reach 2^53", token);
  }
  return { typename: "NumberLiteral", line, column, value, float };
}
