import type { Statement } from "./ast.js";
import { allWhitespace } from "./python-whitespace.js";

/** True for white space; comments leave nothing behind. */
export function isBlank(statement: Statement): boolean {
  return statement.typename === "TemplateText" && allWhitespace.test(statement.text);
}
