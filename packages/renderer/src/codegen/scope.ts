import type { PathTemplate } from "../values/path-template.js";

/** A name that lives in a JavaScript variable of the generated code. */
export interface Binding {
  readonly variable: string;
  /** False where the variable may still hold nothing when it is read. */
  readonly certain: boolean;
  /** Where the value came from, for concrete paths. */
  readonly origin?: PathTemplate | undefined;
}

/** What `loop` is inside a loop's body. */
export interface LoopBinding {
  readonly index: string;
  readonly length: string;
  /** The variable that holds the loop object, where one is needed. */
  readonly object: string | null;
}

/** Jinja2's scopes are lexical: every name is found while compiling. */
export class Scope {
  private readonly names = new Map<string, Binding>();
  loop: LoopBinding | null = null;

  readonly parent: Scope | null;

  constructor(parent: Scope | null) {
    this.parent = parent;
  }

  define(name: string, binding: Binding): void {
    this.names.set(name, binding);
  }

  own(name: string): Binding | undefined {
    return this.names.get(name);
  }

  find(name: string): Binding | undefined {
    return this.names.get(name) ?? this.parent?.find(name);
  }

  /** The innermost loop around this scope, unless a name `loop` hides it. */
  findLoop(): LoopBinding | null {
    if (this.names.has("loop")) return null;
    return this.loop ?? this.parent?.findLoop() ?? null;
  }
}
