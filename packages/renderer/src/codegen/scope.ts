import type { PathTemplate } from "../values/path-template.js";

/** A name that lives in a JavaScript variable of the generated code. */
export interface Binding {
  readonly variable: string;
  /** False where the variable may still hold nothing when it is read. */
  readonly certain: boolean;
  /** Where the value came from, for concrete paths. */
  readonly origin?: PathTemplate | undefined;
  /** True where an included text sees a name of what includes it: where that holds nothing, the context's counts. */
  readonly isIncluders?: boolean;
}

/** What `loop` is inside a loop's body. */
export interface LoopBinding {
  readonly index: string;
  readonly length: string;
  /** The variable that holds the loop object, where one is needed. */
  readonly object: string | null;
  /** As in Jinja2, what a loop includes sees `loop` only where the loop's own text names it. */
  readonly isShared: boolean;
}

/** Jinja2's scopes are lexical: every name is found while compiling. */
export class Scope {
  private readonly names = new Map<string, Binding>();
  loop: LoopBinding | null = null;

  readonly parent: Scope | null;
  /** True for the outermost scope of an included text. */
  readonly isIncluded: boolean;

  constructor(parent: Scope | null, isIncluded = false) {
    this.parent = parent;
    this.isIncluded = isIncluded;
  }

  define(name: string, binding: Binding): void {
    this.names.set(name, binding);
  }

  own(name: string): Binding | undefined {
    return this.names.get(name);
  }

  find(name: string): Binding | undefined {
    const own = this.names.get(name);
    if (own !== undefined) return own;
    const outer = this.parent?.find(name);
    return outer !== undefined && this.isIncluded ? { ...outer, isIncluders: true } : outer;
  }

  /** The innermost loop around this scope, unless a name `loop` hides it. */
  findLoop(): LoopBinding | null {
    if (this.names.has("loop")) return null;
    if (this.loop !== null) return this.loop;
    const outer = this.parent?.findLoop() ?? null;
    return this.isIncluded && outer?.isShared === false ? null : outer;
  }
}
