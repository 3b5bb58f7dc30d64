import type { VariableKind, VariableUse } from "@promptrail/core/lifecycle";
import type { Body, Expression } from "../syntax/ast.js";
import { AnalysisNotes } from "./analysis-notes.js";
import type { AbstractValue, PathValue } from "./values/abstract-value.js";
import { AnalysisScope } from "./values/abstract-value.js";
import { type Fact, Facts } from "./values/facts.js";
import { HeldValues } from "./values/held-values.js";
import { annotateArms } from "./values/join-values.js";
import { elementOf } from "./values/value-steps.js";
import { VariableReads } from "./variable-reads.js";

/** How something uses a value. */
export interface ValueUse {
  readonly kind: VariableKind;
  /** True where an absent value passes. */
  readonly optional?: boolean;
  /** True where the use may not happen although the walk stands where it does. */
  readonly weak?: boolean;
  /** True where None is as good as any value. */
  readonly noneHandled?: boolean;
}

/** How to go on: the walk's parts call each other through these. */
export interface WalkParts {
  evaluate(walk: Walk, node: Expression): AbstractValue;
  visitBody(walk: Walk, body: Body): void;
  /** The team's own functions. */
  readonly functions: ReadonlyMap<string, unknown>;
}

/** Expressions evaluated inside macro bodies; beyond it calls are no longer followed. */
const mostWork = 50_000;

/** Where an analysis stands: scope, guards, branch, and what it found so far. */
export class Walk {
  readonly reads = new VariableReads();
  readonly facts = new Facts();
  readonly notes = new AnalysisNotes();
  /** The outermost scope of the text that the walk is in: the template's, or an included one's. */
  rootScope = new AnalysisScope(null);
  scope = this.rootScope;
  /** The macros whose bodies the walk is in. */
  readonly calls: Body[] = [];
  readonly walkedMacros = new Set<Body>();
  /** True where the template changes lists or mappings that it made. */
  readonly changesValues: boolean;
  readonly held: HeldValues;
  private readonly parts: WalkParts;
  private onBranch = false;
  private work = 0;
  private tokens = 0;

  /** `before`: what the walk before this one found to be put into lists and namespaces. */
  constructor(parts: WalkParts, changesValues: boolean, before: HeldValues | null) {
    this.parts = parts;
    this.changesValues = changesValues;
    this.held = new HeldValues(before);
  }

  isFunction(name: string): boolean {
    return this.parts.functions.has(name);
  }

  get exhausted(): boolean {
    return this.work > mostWork;
  }

  /** The value of an expression. Evaluating reads nothing by itself; `consume` says what is done with it. */
  evaluate(node: Expression): AbstractValue {
    if (this.calls.length > 0) this.work += 1;
    return this.parts.evaluate(this, node);
  }

  visitBody(body: Body): void {
    this.parts.visitBody(this, body);
  }

  /** Evaluates an expression and uses its value. */
  use(node: Expression, use: ValueUse): AbstractValue {
    const value = this.evaluate(node);
    this.consume(value, use);
    return value;
  }

  /** A name for one item or key, unlike all others. */
  token(): string {
    this.tokens += 1;
    return `#${this.tokens}`;
  }

  /** Runs with further facts, on a branch of its own. */
  branch<Result>(facts: readonly Fact[] | null, run: () => Result): Result {
    const outer = this.onBranch;
    this.onBranch = true;
    const result = this.knowing(facts ?? [], run);
    this.onBranch = outer;
    return result;
  }

  knowing<Result>(facts: readonly Fact[], run: () => Result): Result {
    this.facts.assume(facts);
    const result = run();
    this.facts.retract(facts);
    return result;
  }

  /** Runs in a scope of its own; what it defines is gone afterwards. */
  inScope(parent: AnalysisScope, run: () => void): void {
    const outer = this.scope;
    this.scope = new AnalysisScope(parent);
    run();
    this.scope = outer;
  }

  /** The value, remembering which of the present guards covered it. */
  seal(value: AbstractValue): AbstractValue {
    return annotateArms(value, (arm) =>
      arm.kind === "path"
        ? {
            ...arm,
            settled: arm.settled || this.facts.holds("present", arm.identity),
            noneHandled: arm.noneHandled || this.facts.holds("notNone", arm.identity),
          }
        : arm,
    );
  }

  /** Notes that a value goes into a list, a mapping or a namespace of the template's. */
  hold(target: AbstractValue, member: string, value: AbstractValue): void {
    for (const arm of target.kind === "either" ? target.arms : [target]) {
      const maker = arm.kind === "list" || arm.kind === "record" ? arm.maker : undefined;
      if (maker !== undefined) this.held.put(maker, member, this.assured(this.seal(value)));
    }
  }

  /** The value, remembering what the present guards tell of its members. */
  private assured(value: AbstractValue): AbstractValue {
    return annotateArms(value, (arm) => {
      if (arm.kind !== "path") return arm;
      const known = this.facts.ofMembers(arm.identity);
      return known.size === 0
        ? arm
        : { ...arm, assured: new Map([...(arm.assured ?? []), ...known]) };
    });
  }

  /** Records that the template uses a value. */
  consume(value: AbstractValue, use: ValueUse): void {
    switch (value.kind) {
      case "path":
        this.record(value, use);
        return;
      case "either":
        for (const arm of value.arms) this.consume(arm, { ...use, weak: true });
        return;
      case "list":
        // What made the list has read that it is one; what reads it whole reads its source whole.
        if (value.source === null) this.consumeInside([value.element], { ...use, weak: true });
        else if (takesWhole(use)) this.consume(value.source, use);
        return;
      case "tuple":
        this.consumeInside(value.items, use);
        return;
      case "record":
        this.consumeInside([...value.members.values()], use);
        if (value.rest) this.consume(value.rest, use);
        return;
      case "loop":
      case "macro":
      case "condition":
      case "global":
      case "literal":
      case "number":
      case "text":
      case "unknown":
        return;
    }
  }

  /** Only what reads a template's own list or mapping as a whole reads the values in it. */
  private consumeInside(values: readonly AbstractValue[], use: ValueUse): void {
    if (!takesWhole(use)) return;
    // Printing a list writes an absent item as `Undefined`.
    const optional = use.optional === true || use.kind === "printable";
    for (const value of values) this.consume(value, { ...use, kind: "any", optional });
  }

  /** Records that the template uses each item of a value. */
  consumeItems(value: AbstractValue, use: ValueUse): void {
    if (value.kind === "either") {
      for (const arm of value.arms) this.consumeItems(arm, { ...use, weak: true });
    } else if (value.kind === "tuple") {
      for (const item of value.items) this.consume(item, use);
    } else {
      this.consume(elementOf(value, this.token()), { ...use, weak: true });
    }
  }

  /** A value that goes where the analysis does not follow. */
  passOn(value: AbstractValue): void {
    this.consume(value, { kind: "any", optional: true });
  }

  private record(value: PathValue, use: ValueUse): void {
    const { identity, at, path } = value;
    const guarded = value.settled || this.facts.holds("present", identity);
    const { line, column } = at;
    this.reads.add(path, {
      line,
      column,
      use: toUse(guarded || use.optional === true, this.onBranch || use.weak === true),
      kind: use.kind,
      noneHandled:
        use.noneHandled === true || value.noneHandled || this.facts.holds("notNone", identity),
    });
  }
}

function takesWhole({ kind }: ValueUse): boolean {
  return kind === "any" || kind === "printable";
}

function toUse(optional: boolean, branch: boolean): VariableUse {
  if (optional) return "optional";
  return branch ? "branch" : "always";
}
