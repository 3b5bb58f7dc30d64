import type { VariableKind } from "@promptrail/core/lifecycle";
import type { Binary } from "../../syntax/ast.js";
import { consumeFormatted } from "../calls/format-arguments.js";
import { isMarkup, noteEscape } from "../note-markup.js";
import {
  type AbstractValue,
  isNumeric,
  literalText,
  markupValue,
  numberValue,
  textValue,
  unknownValue,
} from "../values/abstract-value.js";
import { joinValues } from "../values/join-values.js";
import { elementOf } from "../values/value-steps.js";
import type { Walk } from "../walk.js";

/** Arithmetic: each side tells what the other has to be. */
export function evaluateBinary(walk: Walk, node: Binary): AbstractValue {
  const { operator, left, right } = node;
  const first = walk.evaluate(left);
  const second = walk.evaluate(right);
  const markup = isMarkup(first) || isMarkup(second);
  if (markup && (operator === "+" || operator === "%")) {
    noteEscape(walk, node, `'${operator}'`, [first, second]);
  }
  if (operator === "%" && isText(first)) {
    consumeFormatted(walk, literalText(first), [second]);
    return textValue;
  }
  if (operator === "+") return add(walk, first, second);
  const kind: VariableKind =
    operator !== "*" || isFloat(first) || isFloat(second) ? "number" : "printable";
  walk.consume(first, { kind });
  walk.consume(second, { kind: isText(first) ? "number" : kind });
  const numeric = kind === "number" || (isNumeric(first) && isNumeric(second));
  return numeric ? numberValue : unknownValue;
}

function add(walk: Walk, first: AbstractValue, second: AbstractValue): AbstractValue {
  walk.consume(first, { kind: sumKind(first, second) });
  walk.consume(second, { kind: sumKind(second, first) });
  if (isNumeric(first) || isNumeric(second)) return numberValue;
  if (isMarkup(first) || isMarkup(second)) return markupValue;
  if (isText(first) || isText(second)) return textValue;
  const token = walk.token();
  const element = joinValues([elementOf(first, token), elementOf(second, token)]);
  // Of two values of the context, only a use of the items tells that they are lists.
  const source = isOwnList(first) || isOwnList(second) ? null : unknownValue;
  return { kind: "list", element, source };
}

function sumKind(value: AbstractValue, other: AbstractValue): VariableKind {
  if (isNumeric(other)) return "number";
  if (isText(other)) return "string";
  return isOwnList(value) || isOwnList(other) ? "list" : "any";
}

function isOwnList(value: AbstractValue): boolean {
  return value.kind === "tuple" || (value.kind === "list" && value.source === null);
}

function isText(value: AbstractValue): boolean {
  return value.kind === "text" || literalText(value) !== undefined;
}

function isFloat(value: AbstractValue): boolean {
  return (
    value.kind === "literal" && typeof value.value === "number" && !Number.isInteger(value.value)
  );
}
