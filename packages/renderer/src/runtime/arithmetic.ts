import { formatPercent } from "../methods/format/format-percent.js";
import { readList } from "../operations/read-list.js";
import type { BinaryOperator } from "../syntax/ast.js";
import {
  FloatNumber,
  integerOf,
  type Numeric,
  toFloat,
  toNumeric,
} from "../values/float-number.js";
import type { RenderState } from "../values/render-state.js";
import { makeList, Tuple } from "../values/sequences.js";
import { typeName } from "../values/type-name.js";
import { UndefinedValue } from "../values/undefined-value.js";

/** Python's arithmetic, also on texts and lists where Python defines it. */
export function calculate(
  state: RenderState,
  operator: BinaryOperator,
  left: unknown,
  right: unknown,
): unknown {
  for (const side of [left, right]) if (side instanceof UndefinedValue) state.raise(side);
  const a = toNumeric(left);
  const b = toNumeric(right);
  if (a && b) return calculateNumbers(state, operator, a, b);
  if (operator === "+") return join(state, left, right);
  if (operator === "*") return repeat(state, left, right);
  if (operator === "%" && typeof left === "string") return formatPercent(state, left, right);
  return unsupported(state, operator, left, right);
}

function unsupported(state: RenderState, operator: string, left: unknown, right: unknown): never {
  const sign = operator === "**" ? "** or pow()" : operator;
  return state.fail(
    "type",
    `unsupported operand type(s) for ${sign}: '${typeName(left)}' and '${typeName(right)}'`,
  );
}

function calculateNumbers(
  state: RenderState,
  operator: BinaryOperator,
  a: Numeric,
  b: Numeric,
): unknown {
  const float = a.float || b.float || operator === "/";
  if ((operator === "/" || operator === "//" || operator === "%") && b.value === 0) {
    return state.fail("zerodivision", "division by zero");
  }
  switch (operator) {
    case "+":
      return finish(state, a.value + b.value, float);
    case "-":
      return finish(state, a.value - b.value, float);
    case "*":
      return finish(state, a.value * b.value, float);
    case "/":
      return finish(state, a.value / b.value, true);
    case "//":
      return finish(state, floorDivide(a.value, b.value), float);
    case "%":
      return finish(state, modulo(a.value, b.value), float);
    default:
      return power(state, a, b);
  }
}

/** Refuses what JavaScript's numbers would round. */
export function finish(state: RenderState, value: number, float: boolean): unknown {
  if (!Number.isFinite(value)) return state.fail("value", "the result is not a finite number");
  if (float) return toFloat(value);
  if (!Number.isSafeInteger(value))
    return state.fail("value", "the result is an integer larger than 2^53");
  return value === 0 ? 0 : value;
}

/** Python's modulo takes the divisor's sign. */
function modulo(a: number, b: number): number {
  const rest = a % b;
  if (rest === 0) return b < 0 ? -0 : 0;
  return rest < 0 !== b < 0 ? rest + b : rest;
}

/** CPython's float_floor_div: from the exact remainder, since `floor(a / b)` may round up. */
function floorDivide(a: number, b: number): number {
  const quotient = (a - modulo(a, b)) / b;
  // A zero keeps the sign that the division would have had.
  if (quotient === 0) return a / b < 0 || Object.is(a / b, -0) ? -0 : 0;
  const floor = Math.floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : floor;
}

function power(state: RenderState, a: Numeric, b: Numeric): unknown {
  if (a.value === 0 && b.value < 0) {
    return state.fail("zerodivision", "0.0 cannot be raised to a negative power");
  }
  if (a.value < 0 && !Number.isInteger(b.value)) {
    return state.fail("value", "a negative number has no real power with a fraction");
  }
  return finish(state, a.value ** b.value, a.float || b.float || b.value < 0);
}

function join(state: RenderState, left: unknown, right: unknown): unknown {
  if (typeof left === "string" && typeof right === "string") {
    state.charge(left.length + right.length);
    return left + right;
  }
  if (Array.isArray(left) && Array.isArray(right)) {
    state.charge(left.length + right.length);
    return makeList([...readList(state, left), ...readList(state, right)]);
  }
  if (left instanceof Tuple && right instanceof Tuple) {
    state.charge(left.items.length + right.items.length);
    return new Tuple([...left.items, ...right.items]);
  }
  if (typeof left === "string") {
    return state.fail(
      "type",
      `can only concatenate str (not "${typeName(right)}") to str; use ~ to join values as text`,
    );
  }
  if (Array.isArray(left)) {
    return state.fail("type", `can only concatenate list (not "${typeName(right)}") to list`);
  }
  return unsupported(state, "+", left, right);
}

function repeat(state: RenderState, left: unknown, right: unknown): unknown {
  const [value, times] = integerOf(left) === undefined ? [left, right] : [right, left];
  const count = integerOf(times);
  const isSequence = typeof value === "string" || Array.isArray(value) || value instanceof Tuple;
  if (!isSequence) return unsupported(state, "*", left, right);
  if (count === undefined) {
    return state.fail("type", `can't multiply sequence by non-int of type '${typeName(times)}'`);
  }
  if (typeof value === "string") {
    const copies = copiesOf(value.length, count);
    state.charge(value.length * copies);
    return value.repeat(copies);
  }
  const items = value instanceof Tuple ? value.items : readList(state, value);
  const copies = copiesOf(items.length, count);
  state.charge(items.length * copies);
  const repeated = Array.from({ length: copies }, () => items).flat(1);
  return value instanceof Tuple ? new Tuple(repeated) : makeList(repeated);
}

/** Of nothing, no copy is made: however many there were, none would cost what it takes to make them. */
function copiesOf(size: number, count: number): number {
  return size === 0 ? 0 : Math.max(0, count);
}

/** Unary minus and plus. */
export function signed(state: RenderState, sign: "-" | "+", value: unknown): unknown {
  if (value instanceof UndefinedValue) state.raise(value);
  const number = toNumeric(value);
  if (!number)
    return state.fail("type", `bad operand type for unary ${sign}: '${typeName(value)}'`);
  if (number.float) return toFloat(sign === "-" ? -number.value : number.value);
  return sign === "-" ? 0 - number.value : number.value;
}

export function isFloat(value: unknown): boolean {
  return value instanceof FloatNumber || (typeof value === "number" && !Number.isInteger(value));
}
