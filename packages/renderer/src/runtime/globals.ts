import { fillDict } from "../operations/fill-dict.js";
import { toText } from "../operations/to-text.js";
import { BoundMethod, CallableValue, type Keywords, Namespace } from "../values/callable-value.js";
import { Dict } from "../values/dict.js";
import { integerOf } from "../values/float-number.js";
import type { RenderState } from "../values/render-state.js";
import { RangeValue } from "../values/sequences.js";
import { typeName } from "../values/type-name.js";
import { UndefinedValue } from "../values/undefined-value.js";

type Run = (state: RenderState, positional: readonly unknown[], keywords: Keywords) => unknown;

function range(state: RenderState, positional: readonly unknown[]): RangeValue {
  if (positional.length < 1 || positional.length > 3) {
    return state.fail("type", `range expected 1 to 3 arguments, got ${positional.length}`);
  }
  const numbers = positional.map((value) => {
    if (value instanceof UndefinedValue) state.raise(value);
    const reason = `'${typeName(value)}' object cannot be interpreted as an integer`;
    return integerOf(value) ?? state.fail("type", reason);
  });
  const [first = 0, second, step = 1] = numbers;
  if (step === 0) return state.fail("value", "range() arg 3 must not be zero");
  const made =
    second === undefined ? new RangeValue(0, first, step) : new RangeValue(first, second, step);
  if (made.length > state.limits.rangeLength) {
    return state.fail("limit", `a range has more than ${state.limits.rangeLength} numbers`);
  }
  return made;
}

/** Python's `dict(…)`: from a mapping or pairs, and named values. */
function makeDict(state: RenderState, positional: readonly unknown[], keywords: Keywords): Dict {
  const dict = new Dict();
  const [source, surplus] = positional;
  if (surplus !== undefined) state.fail("type", "dict expected at most 1 argument by position");
  if (source !== undefined) fillDict(state, dict, source);
  for (const [key, value] of keywords) dict.set(state, key, value);
  return dict;
}

function namespace(
  state: RenderState,
  positional: readonly unknown[],
  keywords: Keywords,
): Namespace {
  const space = new Namespace();
  for (const [key, value] of makeDict(state, positional, keywords).entries()) {
    space.members.set(String(key), value);
  }
  return space;
}

/** `cycler(…)`: hands out its values in turn. */
class Cycler extends CallableValue {
  readonly name = "cycler";
  private position = 0;

  private readonly values: readonly unknown[];

  constructor(values: readonly unknown[]) {
    super();
    this.values = values;
  }

  call(state: RenderState): unknown {
    return state.fail("type", "a cycler is not a function; call its next()");
  }

  override member(_state: RenderState, name: string): unknown {
    if (name === "current") return this.values[this.position];
    if (name === "next") {
      return new BoundMethod("cycler.next", () => {
        const value = this.values[this.position];
        this.position = (this.position + 1) % this.values.length;
        return value;
      });
    }
    if (name !== "reset") return undefined;
    return new BoundMethod("cycler.reset", () => {
      this.position = 0;
      return null;
    });
  }
}

function joiner(
  state: RenderState,
  positional: readonly unknown[],
  keywords: Keywords,
): BoundMethod {
  const separator = toText(state, positional[0] ?? keywords.get("sep") ?? ", ");
  let used = false;
  return new BoundMethod("joiner", () => {
    if (used) return separator;
    used = true;
    return "";
  });
}

function cycler(state: RenderState, positional: readonly unknown[]): Cycler {
  if (positional.length === 0) return state.fail("type", "at least one item has to be provided");
  return new Cycler(positional);
}

const runs: readonly (readonly [string, Run])[] = [
  ["range", range],
  ["dict", makeDict],
  ["namespace", namespace],
  ["cycler", cycler],
  ["joiner", joiner],
];

/** The functions that every template can call, unless its context has the name. */
export const globalNames: ReadonlyMap<string, BoundMethod> = new Map(
  runs.map(([name, run]) => [name, new BoundMethod(name, run)]),
);
