import type { VariableKind, VariableUse } from "@promptrail/core";
import { argumentExpressions, subexpressions } from "../codegen/find-names.js";
import { globalNames } from "../runtime/globals.js";
import type {
  Call,
  Compare,
  Expression,
  FilterCall,
  Item,
  Member,
  TestCall,
} from "../syntax/ast.js";
import type { Position } from "../syntax/syntax-error.js";
import {
  type AbstractValue,
  elementOf,
  entryOf,
  memberOf,
  settledValue,
  unknownValue,
} from "./abstract-value.js";
import { filterEffects } from "./filter-effects.js";
import { VariableReads } from "./variable-reads.js";

const mappingMethods: ReadonlySet<string> = new Set(["items", "keys", "values", "get", "copy"]);

/** Walks expressions as an abstract interpreter and records the context paths they read. */
export class ExpressionAnalysis {
  readonly reads = new VariableReads();
  /** Names the template binds, innermost scope last. */
  protected scopes: Map<string, AbstractValue>[] = [new Map<string, AbstractValue>()];
  /** Paths known to be present where the walk stands. */
  protected guarded: ReadonlySet<string> = new Set();
  protected onBranch = false;

  protected record(
    value: AbstractValue,
    kind: VariableKind,
    position: Position,
    optional = false,
  ): void {
    if (value.kind !== "path") return;
    const guarded = value.settled === true || this.guarded.has(value.path);
    const use: VariableUse = optional || guarded ? "optional" : this.onBranch ? "branch" : "always";
    const { line, column } = position;
    this.reads.add(value.path, { line, column, use, kind, noneHandled: false });
  }

  /** The value of an expression, with its readings recorded as of `kind`. */
  visit(node: Expression, kind: VariableKind, optional = false): AbstractValue {
    const value = this.evaluate(node, optional);
    this.record(value, kind, node, optional);
    return value;
  }

  /** Runs with further paths known to be present, on a branch of its own. */
  protected branch<Result>(present: Iterable<string>, run: () => Result): Result {
    const outer = { guarded: this.guarded, onBranch: this.onBranch };
    this.guarded = new Set([...outer.guarded, ...present]);
    this.onBranch = true;
    const result = run();
    this.guarded = outer.guarded;
    this.onBranch = outer.onBranch;
    return result;
  }

  private evaluate(node: Expression, optional: boolean): AbstractValue {
    switch (node.typename) {
      case "Name":
        return this.lookUp(node.name);
      case "Member":
        return this.member(node);
      case "Item":
        return this.item(node);
      case "Call":
        return this.call(node);
      case "FilterCall":
        return this.filter(node);
      case "TestCall":
        return this.test(node);
      case "TupleLiteral":
        return { kind: "tuple", items: node.items.map((item) => this.visit(item, "any")) };
      case "DictLiteral":
        return this.dictLiteral(node.pairs);
      case "Logic": {
        const left = this.visit(node.left, "any");
        const present = this.presentWhen(node.left, node.operator === "and");
        const right = this.branch(present, () => this.visit(node.right, "any"));
        return node.operator === "or" && left.kind === "unknown" ? right : unknownValue;
      }
      case "Conditional":
        return this.conditional(node, optional);
      default:
        return this.operands(node);
    }
  }

  private operands(node: Expression): AbstractValue {
    if (node.typename === "Compare") return this.compare(node);
    const kinds: Partial<Record<Expression["typename"], VariableKind>> = {
      Concat: "printable",
      Unary: "number",
      Slice: "iterable",
    };
    for (const part of subexpressions(node)) this.visit(part, kinds[node.typename] ?? "any");
    return unknownValue;
  }

  private compare(node: Compare): AbstractValue {
    this.visit(node.left, "any");
    for (const { operator, right } of node.rest) {
      this.visit(right, operator === "in" || operator === "not in" ? "iterable" : "any");
    }
    return unknownValue;
  }

  private conditional(
    node: Extract<Expression, { typename: "Conditional" }>,
    optional: boolean,
  ): AbstractValue {
    this.visit(node.test, "any");
    const then = this.branch(this.presentWhen(node.test, true), () =>
      this.visit(node.value, "any", optional),
    );
    const { otherwise } = node;
    if (otherwise) {
      this.branch(this.presentWhen(node.test, false), () => this.visit(otherwise, "any", optional));
    }
    return settledValue(then);
  }

  protected lookUp(name: string): AbstractValue {
    for (const scope of this.scopes.toReversed()) {
      const value = scope.get(name);
      if (value) return value;
    }
    return globalNames.has(name) ? unknownValue : { kind: "path", path: name };
  }

  private member({ target, name }: Member): AbstractValue {
    return memberOf(this.visit(target, "mapping"), name);
  }

  private item({ target, index }: Item): AbstractValue {
    if (index.typename === "TextLiteral")
      return memberOf(this.visit(target, "mapping"), index.value);
    if (index.typename === "NumberLiteral") return elementOf(this.visit(target, "list"));
    const value = this.visit(target, "any");
    this.visit(index, "any");
    return entryOf(value);
  }

  private call({ callee, args }: Call): AbstractValue {
    for (const argument of argumentExpressions(args)) this.visit(argument, "any");
    if (callee.typename !== "Member") {
      this.visit(callee, "any");
      return unknownValue;
    }
    const { name, target } = callee;
    const value = this.visit(target, mappingMethods.has(name) ? "mapping" : "any");
    if (name === "items") {
      return { kind: "list", element: { kind: "tuple", items: [unknownValue, entryOf(value)] } };
    }
    if (name === "values") return { kind: "list", element: entryOf(value) };
    if (name === "copy") return value;
    const [key] = args.positional;
    if (name !== "get" || !key) return unknownValue;
    const found = key.typename === "TextLiteral" ? memberOf(value, key.value) : entryOf(value);
    this.record(found, "any", callee, true);
    return unknownValue;
  }

  private filter({ target, name, args }: FilterCall): AbstractValue {
    const effect = filterEffects.get(name) ?? { kind: "any", result: "unknown" };
    const optional = effect.result === "default";
    const value = target === null ? unknownValue : this.visit(target, effect.kind, optional);
    const given = argumentExpressions(args);
    for (const argument of given) this.visit(argument, "any");
    const attribute = effect.attribute?.(args);
    const element = elementOf(value);
    const read = attribute
      ? attribute.split(".").reduce((inner, step) => memberOf(inner, step), element)
      : element;
    if (attribute && target) this.branch([], () => this.record(read, "any", target));
    switch (effect.result) {
      case "same":
        return value;
      case "default":
        return settledValue(value);
      case "element":
        return element;
      case "mapped":
        return attribute ? { kind: "list", element: read } : unknownValue;
      case "groups": {
        const members = new Map([
          ["grouper", read],
          ["list", value],
        ]);
        return { kind: "list", element: { kind: "record", members } };
      }
      case "pairs":
        return { kind: "list", element: { kind: "tuple", items: [unknownValue, entryOf(value)] } };
      case "batches":
        return { kind: "list", element: value };
      default:
        return unknownValue;
    }
  }

  private test({ target, name, args }: TestCall): AbstractValue {
    const presence = name === "defined" || name === "undefined";
    this.visit(target, "any", presence);
    for (const argument of argumentExpressions(args)) this.visit(argument, "any");
    return unknownValue;
  }

  private dictLiteral(pairs: readonly (readonly [Expression, Expression])[]): AbstractValue {
    const members = new Map<string, AbstractValue>();
    for (const [key, item] of pairs) {
      this.visit(key, "any");
      const value = this.visit(item, "any");
      if (key.typename === "TextLiteral") members.set(key.value, value);
    }
    return { kind: "record", members };
  }

  /** The paths that are certainly present where `test` came out as `outcome`. */
  protected presentWhen(test: Expression, outcome: boolean): string[] {
    switch (test.typename) {
      case "Not":
        return this.presentWhen(test.operand, !outcome);
      case "Logic":
        if ((test.operator === "and") !== outcome) return [];
        return [test.left, test.right].flatMap((side) => this.presentWhen(side, outcome));
      case "TestCall": {
        if (test.name !== "defined" && test.name !== "undefined") return [];
        const shows = (test.name === "defined") !== test.negated;
        return shows === outcome ? this.pathOf(test.target) : [];
      }
      case "Compare":
        return this.presentByMembership(test, outcome);
      default:
        return [];
    }
  }

  private presentByMembership({ left, rest }: Compare, outcome: boolean): string[] {
    const [only] = rest;
    if (rest.length !== 1 || !only || left.typename !== "TextLiteral") return [];
    if (only.operator !== (outcome ? "in" : "not in")) return [];
    return this.pathOf(only.right).map((path) => `${path}.${left.value}`);
  }

  /** The path of a plain chain of names, without recording a reading. */
  private pathOf(node: Expression): string[] {
    const value = this.silently(node);
    return value.kind === "path" ? [value.path] : [];
  }

  private silently(node: Expression): AbstractValue {
    if (node.typename === "Name") return this.lookUp(node.name);
    if (node.typename === "Member") return memberOf(this.silently(node.target), node.name);
    if (node.typename !== "Item" || node.index.typename !== "TextLiteral") return unknownValue;
    return memberOf(this.silently(node.target), node.index.value);
  }
}
