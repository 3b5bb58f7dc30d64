import { type BuiltinTest, lenientTest, strictTest } from "../library/define-test.js";
import { isLower, isUpper } from "../methods/text-predicates.js";
import { isEqual, isIn, order } from "../operations/compare.js";
import { itemsOf } from "../operations/iterate.js";
import { isMapping } from "../operations/mappings.js";
import { toText } from "../operations/to-text.js";
import { calculate, isFloat } from "../runtime/arithmetic.js";
import type { CompareOperator } from "../syntax/ast.js";
import { CallableValue } from "../values/callable-value.js";
import { integerOf, numberOf, toNumeric } from "../values/float-number.js";
import type { RenderState } from "../values/render-state.js";
import { RangeValue, Tuple } from "../values/sequences.js";
import { UndefinedValue } from "../values/undefined-value.js";

function remainder(state: RenderState, value: unknown, divisor: unknown): number {
  return numberOf(calculate(state, "%", value, divisor)) ?? 0;
}

function isSequence(value: unknown): boolean {
  if (typeof value === "string" || Array.isArray(value)) return true;
  return value instanceof Tuple || value instanceof RangeValue || isMapping(value);
}

function isSame(state: RenderState, left: unknown, right: unknown): boolean {
  if (typeof left === "string" && typeof right === "string") return isEqual(state, left, right);
  const a = toNumeric(left);
  const b = toNumeric(right);
  if (a && b) return typeof left === typeof right && a.value === b.value && a.float === b.float;
  return left === right;
}

const comparisons: readonly (readonly [string, CompareOperator, (sign: number) => boolean])[] = [
  ["lt", "<", (sign) => sign < 0],
  ["lessthan", "<", (sign) => sign < 0],
  ["<", "<", (sign) => sign < 0],
  ["le", "<=", (sign) => sign <= 0],
  ["<=", "<=", (sign) => sign <= 0],
  ["gt", ">", (sign) => sign > 0],
  ["greaterthan", ">", (sign) => sign > 0],
  [">", ">", (sign) => sign > 0],
  ["ge", ">=", (sign) => sign >= 0],
  [">=", ">=", (sign) => sign >= 0],
];

const equalTests = ["eq", "equalto", "=="].map((name) =>
  strictTest(name, ["other"], (state, value, [other]) => isEqual(state, value, other)),
);
const unequalTests = ["ne", "!="].map((name) =>
  strictTest(name, ["other"], (state, value, [other]) => !isEqual(state, value, other)),
);
const orderTests = comparisons.map(([name, operator, holds]) =>
  strictTest(name, ["other"], (state, value, [other]) =>
    holds(order(state, value, other, operator)),
  ),
);

const typeTests: readonly BuiltinTest[] = [
  lenientTest("defined", [], (_state, value) => !(value instanceof UndefinedValue)),
  lenientTest("undefined", [], (_state, value) => value instanceof UndefinedValue),
  lenientTest("none", [], (_state, value) => value === null),
  lenientTest("boolean", [], (_state, value) => typeof value === "boolean"),
  lenientTest("true", [], (_state, value) => value === true),
  lenientTest("false", [], (_state, value) => value === false),
  lenientTest(
    "integer",
    [],
    (_state, value) => typeof value !== "boolean" && integerOf(value) !== undefined,
  ),
  lenientTest("float", [], (_state, value) => isFloat(value)),
  lenientTest("number", [], (_state, value) => numberOf(value) !== undefined),
  lenientTest("string", [], (_state, value) => typeof value === "string"),
  lenientTest("mapping", [], (_state, value) => isMapping(value)),
  lenientTest("sequence", [], (_state, value) => isSequence(value)),
  lenientTest(
    "callable",
    [],
    (_state, value) => value instanceof CallableValue || value instanceof UndefinedValue,
  ),
  lenientTest("sameas", ["other"], (state, value, [other]) => isSame(state, value, other)),
  lenientTest("escaped", [], () => false),
  strictTest("iterable", [], (state, value) => itemsOf(state, value) !== undefined),
];

function caseTest(name: string, check: (text: string) => boolean): BuiltinTest {
  return strictTest(name, [], (state, value) => {
    const text = toText(state, value);
    state.spend(text.length);
    return check(text);
  });
}

const valueTests: readonly BuiltinTest[] = [
  strictTest("odd", [], (state, value) => remainder(state, value, 2) === 1),
  strictTest("even", [], (state, value) => remainder(state, value, 2) === 0),
  strictTest(
    "divisibleby",
    ["num"],
    (state, value, [divisor]) => remainder(state, value, divisor) === 0,
  ),
  caseTest("lower", isLower),
  caseTest("upper", isUpper),
  lenientTest("in", ["seq"], (state, value, [container]) => isIn(state, value, container)),
];

const table = new Map<string, BuiltinTest>();
for (const test of [...typeTests, ...valueTests, ...equalTests, ...unequalTests, ...orderTests]) {
  table.set(test.name, test);
}

/** Jinja2's tests by name. `filter` and `test` depend on a template's own filters and join its library. */
export const testTable: ReadonlyMap<string, BuiltinTest> = table;
