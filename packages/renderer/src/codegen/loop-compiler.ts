import type { Body, Expression, For, Statement, Target } from "../syntax/ast.js";
import type { Position } from "../syntax/syntax-error.js";
import type { PathPart, PathTemplate } from "../values/path-template.js";
import { countOperations } from "./count-operations.js";
import { ExpressionCompiler } from "./expression-compiler.js";
import { nameUse, statementParts } from "./find-names.js";
import { plainLoopMembers } from "./loop-members.js";
import { Scope } from "./scope.js";

/** What a loop runs over, as variables of the generated code. */
interface LoopPlan {
  readonly items: string;
  readonly index: string;
  readonly length: string;
  readonly slot: number;
  /** Where a condition left items out: the positions of those that are left. */
  readonly positions: string | null;
  /** True where keys and values alternate in `items`. */
  readonly pairs: boolean;
  readonly origin: PathTemplate | undefined;
}

/** The mapping whose pairs an expression gives: of `d.items()`, `d | items` and `d | dictsort`. */
function pairSource(iterable: Expression): Expression | null {
  if (iterable.typename === "FilterCall") {
    return iterable.name === "items" || iterable.name === "dictsort" ? iterable.target : null;
  }
  if (iterable.typename !== "Call" || iterable.callee.typename !== "Member") return null;
  return iterable.callee.name === "items" ? iterable.callee.target : null;
}

/** Whether what the loop includes sees `loop`, as Jinja2 decides it. */
function sharesLoop({ recursive, body, otherwise }: For): boolean {
  const isNamed = nameUse(body, "loop", new Set()) !== "none";
  return recursive || isNamed || [...body, ...otherwise].some(holdsScopedBlock);
}

function holdsScopedBlock(statement: Statement): boolean {
  if (statement.typename === "Include") return false;
  if (statement.typename === "Block" && statement.scoped) return true;
  return statementParts(statement).bodies.some((body) => body.some(holdsScopedBlock));
}

function loopUse(node: For): ReturnType<typeof nameUse> {
  return nameUse(node.body, "loop", plainLoopMembers, sharesLoop(node) ? "included" : "own");
}

/** Loops to plain JavaScript loops. */
export abstract class LoopCompiler extends ExpressionCompiler {
  private slots = 0;

  protected abstract statements(body: Body): void;
  protected abstract declareAssigned(body: Body, position: Position): void;

  compileFor(node: For): void {
    const pairs = this.isPairLoop(node);
    const origin = this.loopOrigin(node, pairs);
    const plan: LoopPlan = {
      items: this._tmpid(),
      index: this._tmpid(),
      length: this._tmpid(),
      slot: this.slots++,
      positions: node.condition && origin ? this._tmpid() : null,
      pairs,
      origin,
    };
    if (node.recursive) this.recursiveLoop(node, plan);
    else {
      this.line(`const ${plan.items} = ${this.loopItems(node, plan)};`);
      this.loop(node, plan, null);
    }
  }

  /** `for k, v in x.items()` needs no pair objects: keys and values come in one flat list. */
  private isPairLoop(node: For): boolean {
    const { iterable, target } = node;
    if (node.recursive || node.condition || target.typename !== "TupleTarget") return false;
    if (target.items.length !== 2 || iterable.typename !== "Call") return false;
    const { callee, args } = iterable;
    const plain = args.positional.length + args.keywords.length === 0;
    if (!plain || args.spread || args.spreadKeywords) return false;
    if (callee.typename !== "Member" || callee.name !== "items") return false;
    return loopUse(node) !== "free";
  }

  private loopItems(node: For, plan: LoopPlan): string {
    const { iterable } = node;
    const { pairs } = plan;
    if (pairs && iterable.typename === "Call" && iterable.callee.typename === "Member") {
      const { target } = iterable.callee;
      const path = this.paths(target);
      const site = this.siteOf(iterable, path?.written, path?.concrete);
      return `r.pairs(${this.expression(target)}, ${site})`;
    }
    const path = this.paths(iterable);
    const items = `r.iterate(${this.expression(iterable)}, ${this.siteOf(iterable, path?.written, path?.concrete)})`;
    return node.condition && !node.recursive ? this.filtered(node, items, plan) : items;
  }

  /** The items that a loop's condition lets through, as an expression over an inner function. */
  private filtered(node: For, items: string, plan: LoopPlan): string {
    const { positions } = plan;
    const all = this._tmpid();
    const kept = this._tmpid();
    const item = this._tmpid();
    const position = this._tmpid();
    this.line(`const ${all} = ${items}; const ${kept} = [];`);
    if (positions) this.line(`const ${positions} = [];`);
    this.line(`for (const [${position}, ${item}] of ${all}.entries()) {`);
    const operations = countOperations([], node.condition ? [node.condition] : []);
    this.line(`r.step(${operations}, ${this.siteOf(node)});`);
    const outer = this.scope;
    this.scope = new Scope(outer);
    this.bindElement(node, plan, item, position);
    if (node.condition) {
      this.line(`if (!${this.truth(node.condition)}) continue;`);
      this.line(`${kept}.push(${item});`);
      if (positions) this.line(`${positions}.push(${position});`);
    }
    this.scope = outer;
    this.line("}");
    return kept;
  }

  private loopOrigin(node: For, pairs: boolean): PathTemplate | undefined {
    const { iterable } = node;
    const mapping = pairs || node.target.typename === "TupleTarget" ? pairSource(iterable) : null;
    return this.paths(mapping ?? iterable)?.concrete;
  }

  private recursiveLoop(node: For, plan: LoopPlan): void {
    const run = this._tmpid();
    const outer = this.buffer;
    this.line(`const ${run} = (raw, depth) => {`);
    this.buffer = this._tmpid();
    this.line(`let ${this.buffer} = "";`);
    const items = node.condition ? this.filtered(node, "raw", plan) : "raw";
    this.line(`const ${plan.items} = ${items};`);
    this.loop(node, plan, run);
    this.line(`return ${this.buffer}; };`);
    this.buffer = outer;
    const source = this.loopItems(node, { ...plan, pairs: false });
    this.line(`${outer} += ${run}(${source}, 0);`);
  }

  private loop(node: For, plan: LoopPlan, run: string | null): void {
    const { items, index, length } = plan;
    const size = plan.pairs ? `${items}.length / 2` : `${items}.length`;
    this.line(`const ${length} = ${size};`);
    const use = loopUse(node);
    const object = use === "free" ? this._tmpid() : null;
    const site = this.siteOf(node);
    if (object) {
      this.line(`const ${object} = r.loop(${items}, ${run ? "depth" : 0}, ${run});`);
    }
    this.line(`for (let ${index} = 0; ${index} < ${length}; ${index}++) {`);
    const spent = `(r.spent += ${countOperations(node.body)}) > r.limits.builtTotal`;
    const printed = `${this.buffer}.length > r.limits.outputSize`;
    this.line(`if (--r.steps < 0 || ${spent} || ${printed}) r.exceeded(${site});`);
    if (object) this.line(`${object}.index0 = ${index};`);
    this.loopBody(node, plan, object);
    this.line("}");
    if (node.otherwise.length > 0) this.loopOtherwise(node, length);
  }

  private loopBody(node: For, plan: LoopPlan, object: string | null): void {
    const outer = this.scope;
    this.scope = new Scope(outer);
    const isShared = sharesLoop(node);
    this.scope.loop = { index: plan.index, length: plan.length, object, isShared };
    const { target } = node;
    if (plan.pairs && target.typename === "TupleTarget") this.bindPair(target.items, plan);
    else {
      const place = plan.positions ? `${plan.positions}[${plan.index}]` : plan.index;
      this.bindElement(node, plan, `${plan.items}[${plan.index}]`, place);
    }
    this.declareAssigned(node.body, node);
    this.statements(node.body);
    this.scope = outer;
  }

  private bindElement(
    { target, iterable }: For,
    plan: LoopPlan,
    element: string,
    position: string,
  ): void {
    const origin = this.elementOrigin(plan);
    const keyed = target.typename === "TupleTarget" && pairSource(iterable) !== null;
    if (origin) {
      this.line(`r.slots[${plan.slot}] = ${keyed ? `${element}.items[0]` : position};`);
    }
    this.bindTarget(target, element, keyed ? undefined : origin, keyed ? origin : undefined);
  }

  private elementOrigin({ origin, slot }: LoopPlan): PathTemplate | undefined {
    const hole: PathPart = { slot };
    return origin && [...origin, hole];
  }

  private bindPair(items: readonly Target[], plan: LoopPlan): void {
    const [key, value] = items;
    const at = `${plan.items}[${plan.index} * 2`;
    const origin = this.elementOrigin(plan);
    if (origin) this.line(`r.slots[${plan.slot}] = ${at}];`);
    if (key) this.bindTarget(key, `${at}]`);
    if (value) this.bindTarget(value, `${at} + 1]`, origin);
  }

  private loopOtherwise(node: For, length: string): void {
    this.line(`if (${length} === 0) {`);
    const outer = this.scope;
    this.scope = new Scope(outer);
    this.declareAssigned(node.otherwise, node);
    this.statements(node.otherwise);
    this.scope = outer;
    this.line("}");
  }

  /** Declares the names of a target in the current scope, holding what `code` computes. */
  protected bindTarget(
    target: Target,
    code: string,
    origin?: PathTemplate,
    lastOrigin?: PathTemplate,
  ): void {
    if (target.typename === "Name") {
      const variable = this._tmpid();
      this.line(`let ${variable} = ${code};`);
      this.scope.define(target.name, { variable, certain: true, origin });
    } else if (target.typename === "TupleTarget") {
      const parts = this._tmpid();
      const site = this.siteOf(target);
      this.line(`const ${parts} = r.unpack(${code}, ${target.items.length}, ${site});`);
      for (const [index, item] of target.items.entries()) {
        const last = index === target.items.length - 1;
        this.bindTarget(item, `${parts}[${index}]`, last ? lastOrigin : undefined);
      }
    }
  }
}
