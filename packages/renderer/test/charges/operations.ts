import { createLibrary } from "../../src/filters/create-library.js";
import { defaultLimits, type TemplateLimits } from "../../src/limits/template-limits.js";
import { dictMethods } from "../../src/methods/dict-methods.js";
import { listTable, textTable } from "../../src/methods/method-table.js";
import { globalNames } from "../../src/runtime/globals.js";
import { Runtime } from "../../src/runtime/runtime.js";
import type { BinaryOperator, CompareOperator } from "../../src/syntax/ast.js";
import { UndefinedValue } from "../../src/values/undefined-value.js";

/** One thing that a template can do with a value, and with others beside it. */
export interface Operation {
  readonly name: string;
  readonly run: (runtime: Runtime, value: unknown, others: readonly unknown[]) => unknown;
}

const own = [{ name: "own_filter", version: 1, apply: (value: unknown) => value }];
const library = createLibrary(own, []);
const none = new Map<string, unknown>();

export function createRuntime(limits: Partial<TemplateLimits> = {}): Runtime {
  const site = { line: 1, column: 1 };
  return new Runtime({}, library, [site], { ...defaultLimits, ...limits });
}

const arithmetic = ["+", "-", "*", "/", "//", "%", "**"] as const satisfies BinaryOperator[];
const comparisons = [
  ...(["==", "!=", "<", "<=", ">", ">=", "in", "not in"] as const satisfies CompareOperator[]),
];

const filters = [...library.filters.keys()].map(
  (name): Operation => ({
    name: `| ${name}`,
    run: (runtime, value, others) => runtime.filter(name, value, others, none, 0),
  }),
);

const attributeFilters = ["map", "sum", "sort", "join", "groupby", "unique", "min", "max"].map(
  (name): Operation => ({
    name: `| ${name}(attribute=…)`,
    run: (runtime, value, [attribute]) =>
      runtime.filter(name, value, [], new Map([["attribute", attribute]]), 0),
  }),
);

const tests = [...library.tests.keys()].map(
  (name): Operation => ({
    name: `is ${name}`,
    run: (runtime, value, others) => runtime.test(name, value, others, none, 0),
  }),
);

const methods = [textTable, listTable, dictMethods].flatMap((table) =>
  [...table.keys()].map(
    (name): Operation => ({
      name: `.${name}()`,
      run: (runtime, value, others) => runtime.callMember(value, name, others, none, 0),
    }),
  ),
);

const operators: readonly Operation[] = [
  ...arithmetic.map(
    (sign): Operation => ({
      name: sign,
      run: (runtime, value, [other]) => runtime.calculate(sign, value, other, 0),
    }),
  ),
  ...comparisons.map(
    (sign): Operation => ({
      name: sign,
      run: (runtime, value, [other]) => runtime.compare(sign, value, other, 0),
    }),
  ),
  ...(["-", "+"] as const).map(
    (sign): Operation => ({
      name: `unary ${sign}`,
      run: (runtime, value) => runtime.signed(sign, value, 0),
    }),
  ),
  { name: "~", run: (runtime, value, others) => runtime.concat([value, ...others], 0) },
  { name: "[ ]", run: (runtime, value, [index]) => toRead(runtime.item(value, index, 0, true)) },
  {
    name: "[ : : ]",
    run: (runtime, value, [start = null, stop = null, step = null]) =>
      runtime.slice(value, start, stop, step, 0),
  },
  { name: "{ : }", run: (runtime, value, others) => runtime.dict([value, others], 0) },
  { name: "for", run: (runtime, value) => runtime.iterate(value, 0) },
  { name: "for … in .items()", run: (runtime, value) => runtime.pairs(value, 0) },
  { name: "set …, …", run: (runtime, value) => runtime.unpack(value, 2, 0) },
  { name: "{{ }}", run: (runtime, value) => runtime.text(value, 0) },
  { name: "if", run: (runtime, value) => runtime.truth(value, 0) },
  { name: "f(*…)", run: (runtime, value) => runtime.spread([], value, 0) },
  { name: "f(**…)", run: (runtime, value) => runtime.spreadKeywords(none, value, 0) },
  ...[...globalNames].map(
    ([name, callee]): Operation => ({
      name: `${name}()`,
      run: (runtime, value, others) => runtime.call(callee, [value, ...others], none, 0),
    }),
  ),
];

function toRead(value: unknown): unknown {
  if (value instanceof UndefinedValue) throw new Error(value.reason);
  return value;
}

export const operations: readonly Operation[] = [
  ...filters,
  ...attributeFilters,
  ...tests,
  ...methods,
  ...operators,
];
