import { didYouMean } from "../limits/did-you-mean.js";
import { isEqual, isIn, order } from "../operations/compare.js";
import type { BinaryOperator, CompareOperator } from "../syntax/ast.js";
import type { Keywords } from "../values/callable-value.js";
import { calculate, signed } from "./arithmetic.js";
import { callMember, callValue, spreadKeywords } from "./call.js";
import { LoopObject, type RunLoop } from "./loop-object.js";
import { Macro, type MacroExtras, type MacroUses } from "./macro.js";

import { ValueRuntime } from "./value-runtime.js";

/** What generated code calls. One object per render; nothing of nunjucks' shared runtime is used. */
export class Runtime extends ValueRuntime {
  signed(sign: "-" | "+", value: unknown, site: number): unknown {
    this.site = site;
    return signed(this, sign, value);
  }

  calculate(operator: BinaryOperator, left: unknown, right: unknown, site: number): unknown {
    this.site = site;
    return calculate(this, operator, left, right);
  }

  compare(operator: CompareOperator, left: unknown, right: unknown, site: number): boolean {
    this.site = site;
    switch (operator) {
      case "==":
        return isEqual(this, left, right);
      case "!=":
        return !isEqual(this, left, right);
      case "<":
        return order(this, left, right, operator) < 0;
      case "<=":
        return order(this, left, right, operator) <= 0;
      case ">":
        return order(this, left, right, operator) > 0;
      case ">=":
        return order(this, left, right, operator) >= 0;
      default:
        return this.hashing(() => isIn(this, left, right)) === (operator === "in");
    }
  }

  keywords(flat: readonly unknown[]): Keywords {
    const keywords = new Map<string, unknown>();
    for (let index = 0; index < flat.length; index += 2) {
      keywords.set(String(flat[index]), flat[index + 1]);
    }
    return keywords;
  }

  spread(list: readonly unknown[], extra: unknown, site: number): unknown[] {
    return [...list, ...this.iterate(extra, site)];
  }

  spreadKeywords(keywords: Keywords, extra: unknown, site: number): Keywords {
    this.site = site;
    return spreadKeywords(this, keywords, extra);
  }

  call(
    callee: unknown,
    positional: readonly unknown[],
    keywords: Keywords,
    site: number,
    caller?: Macro,
  ): unknown {
    this.site = site;
    return this.hashing(() => callValue(this, callee, positional, withCaller(keywords, caller)));
  }

  callMember(
    target: unknown,
    name: string,
    positional: readonly unknown[],
    keywords: Keywords,
    site: number,
    caller?: Macro,
  ): unknown {
    this.site = site;
    const named = withCaller(keywords, caller);
    return this.hashing(() => callMember(this, target, name, positional, named));
  }

  filter(
    name: string,
    value: unknown,
    positional: readonly unknown[],
    keywords: Keywords,
    site: number,
  ): unknown {
    this.site = site;
    const filter = this.library.filters.get(name);
    if (!filter) {
      const hint = didYouMean(name, this.library.filters.keys());
      return this.fail("syntax", `no filter named '${name}'${hint}`);
    }
    try {
      return filter.apply(this, value, positional, keywords);
    } catch (error) {
      return this.refuseKey(error);
    }
  }

  test(
    name: string,
    value: unknown,
    positional: readonly unknown[],
    keywords: Keywords,
    site: number,
  ): boolean {
    this.site = site;
    const test = this.library.tests.get(name);
    if (!test) return this.fail("syntax", `no test named '${name}'`);
    return this.hashing(() => test.check(this, value, positional, keywords));
  }

  hasFilter(name: string): boolean {
    return this.library.filters.has(name);
  }

  hasTest(name: string): boolean {
    return this.library.tests.has(name);
  }

  loop(items: readonly unknown[], depth: number, run: RunLoop | null): LoopObject {
    return new LoopObject(items, depth, run);
  }

  macro(
    name: string,
    parameters: readonly string[],
    optional: readonly boolean[],
    uses: MacroUses,
    operations: number,
    run: (args: readonly unknown[], extras: MacroExtras) => string,
  ): Macro {
    return new Macro({ name, parameters, optional, uses, operations, run });
  }
}

function withCaller(keywords: Keywords, caller: Macro | undefined): Keywords {
  return caller === undefined ? keywords : new Map([...keywords, ["caller", caller]]);
}
