import { CallableValue, type Keywords } from "../values/callable-value.js";
import { Dict } from "../values/dict.js";
import type { RenderState } from "../values/render-state.js";
import { Tuple } from "../values/sequences.js";
import { UndefinedValue } from "../values/undefined-value.js";

/** Which of the special names a macro's body reads. */
export interface MacroUses {
  readonly varargs: boolean;
  readonly kwargs: boolean;
  readonly caller: boolean;
}

export interface MacroExtras {
  readonly varargs: Tuple;
  readonly kwargs: Dict;
  readonly caller: unknown;
}

interface MacroSettings {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly optional: readonly boolean[];
  readonly uses: MacroUses;
  /** What one call costs, beside what its operations account for themselves. */
  readonly operations: number;
  readonly run: (args: readonly unknown[], extras: MacroExtras) => string;
}

/** A macro, or the block of a `call` tag. */
export class Macro extends CallableValue {
  readonly name: string;

  private readonly settings: MacroSettings;

  constructor(settings: MacroSettings) {
    super();
    this.settings = settings;
    this.name = settings.name;
  }

  override member(_state: RenderState, name: string): unknown {
    if (name === "name") return this.name;
    const { parameters, uses } = this.settings;
    if (name === "arguments") return new Tuple(parameters);
    if (name === "catch_kwargs") return uses.kwargs;
    if (name === "catch_varargs") return uses.varargs;
    if (name === "caller") return uses.caller;
    return name === "explicit_caller" ? parameters.includes("caller") : undefined;
  }

  call(state: RenderState, positional: readonly unknown[], keywords: Keywords): unknown {
    const { name, parameters, uses, operations, run } = this.settings;
    const rest = new Map(keywords);
    const args = parameters.map((parameter, index) => {
      if (index >= positional.length) return this.named(state, parameter, index, rest);
      if (rest.has(parameter) && !uses.kwargs) {
        return state.fail("type", `macro '${name}' got two values for '${parameter}'`);
      }
      return positional[index];
    });
    const caller = rest.get("caller") ?? new UndefinedValue("no caller defined", positionOf(state));
    if (uses.caller) rest.delete("caller");
    const [surplus] = rest.keys();
    if (surplus !== undefined && !uses.kwargs) {
      return state.fail("type", `macro '${name}' takes no keyword argument '${surplus}'`);
    }
    if (positional.length > parameters.length && !uses.varargs) {
      return state.fail(
        "type",
        `macro '${name}' takes not more than ${parameters.length} argument(s)`,
      );
    }
    const kwargs = new Dict();
    for (const [key, value] of rest) kwargs.set(state, key, value);
    const varargs = new Tuple(positional.slice(parameters.length));
    // Two calls in its own body make 2^50 of them within the depth that is allowed.
    state.countCall(operations);
    return state.deeper(() => run(args, { varargs, kwargs, caller }));
  }

  private named(
    state: RenderState,
    parameter: string,
    index: number,
    keywords: Map<string, unknown>,
  ): unknown {
    if (keywords.has(parameter)) {
      const value = keywords.get(parameter);
      keywords.delete(parameter);
      return value;
    }
    if (this.settings.optional[index]) return undefined;
    const reason = `parameter '${parameter}' of macro '${this.name}' was not provided`;
    return new UndefinedValue(reason, { ...positionOf(state), path: parameter });
  }
}

function positionOf(state: RenderState): { line: number; column: number } {
  const { line, column } = state.sites[state.site] ?? { line: 1, column: 1 };
  return { line, column };
}
