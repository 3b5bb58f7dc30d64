import type { Position } from "../syntax/syntax-error.js";
import { type AbstractValue, literalText } from "./values/abstract-value.js";
import type { Walk } from "./walk.js";

/** The filters after which Jinja2 takes a text for HTML, and those that leave it so. */
const marking: ReadonlySet<string> = new Set("tojson safe escape e forceescape".split(" "));
const keeping: ReadonlySet<string> = new Set(
  "upper lower trim capitalize center indent".split(" "),
);

export function isMarkup(value: AbstractValue): boolean {
  if (value.kind === "either") return value.arms.some(isMarkup);
  return value.kind === "text" && value.isMarkup === true;
}

/** Whether a filter's text is one that Jinja2 takes for HTML. */
export function makesMarkup(filter: string, target: AbstractValue): boolean {
  return marking.has(filter) || (keeping.has(filter) && isMarkup(target));
}

/** Notes where Jinja2 would escape `added`, because it meets what it takes for HTML. */
export function noteEscape(
  walk: Walk,
  at: Position,
  what: string,
  added: readonly AbstractValue[],
): void {
  if (added.every((value) => isMarkup(value) || isUnchanged(value))) return;
  walk.notes.add(
    at,
    `Jinja2's ${what} escapes for HTML what meets the result of tojson, safe or escape; here it stays as it is, as a prompt wants it`,
  );
}

/** True where escaping would change nothing. */
function isUnchanged(value: AbstractValue): boolean {
  const text = literalText(value);
  return value.kind === "number" || (text === undefined ? isNumber(value) : !/[&<>'"]/u.test(text));
}

function isNumber(value: AbstractValue): boolean {
  return value.kind === "literal" && typeof value.value !== "string";
}
