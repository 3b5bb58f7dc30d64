import type { RenderState } from "./render-state.js";

export type Keywords = ReadonlyMap<string, unknown>;

/** Anything a template can call. `members` are what it shows under a dot. */
export abstract class CallableValue {
  abstract readonly name: string;
  abstract call(state: RenderState, positional: readonly unknown[], keywords: Keywords): unknown;

  member(_state: RenderState, _name: string): unknown {
    return undefined;
  }
}

/** A method that was read without being called. */
export class BoundMethod extends CallableValue {
  readonly name: string;
  private readonly run: (
    state: RenderState,
    positional: readonly unknown[],
    keywords: Keywords,
  ) => unknown;

  constructor(
    name: string,
    run: (state: RenderState, positional: readonly unknown[], keywords: Keywords) => unknown,
  ) {
    super();
    this.name = name;
    this.run = run;
  }

  call(state: RenderState, positional: readonly unknown[], keywords: Keywords): unknown {
    return this.run(state, positional, keywords);
  }
}

/** `namespace(…)`: the one value whose members a template can set. */
export class Namespace {
  readonly members = new Map<string, unknown>();
}
