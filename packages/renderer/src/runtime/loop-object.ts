import { isEqual } from "../operations/compare.js";
import { iterate } from "../operations/iterate.js";
import { BoundMethod, CallableValue, type Keywords } from "../values/callable-value.js";
import type { RenderState } from "../values/render-state.js";
import { Tuple } from "../values/sequences.js";

export type RunLoop = (items: readonly unknown[], depth: number) => string;

/** `loop`, where a template uses more of it than its plain counters. */
export class LoopObject extends CallableValue {
  readonly name = "loop";
  index0 = 0;
  private previous: Tuple | null = null;
  private readonly items: readonly unknown[];
  private readonly depth: number;
  private readonly run: RunLoop | null;

  constructor(items: readonly unknown[], depth: number, run: RunLoop | null) {
    super();
    this.items = items;
    this.depth = depth;
    this.run = run;
  }

  /** `loop(children)` in a recursive loop. */
  call(state: RenderState, positional: readonly unknown[], _keywords: Keywords): unknown {
    const { run } = this;
    if (!run) return state.fail("type", "this loop is not recursive; write {% for … recursive %}");
    const items = iterate(state, positional[0]);
    state.countCall(1);
    return state.deeper(() => run(items, this.depth + 1));
  }

  override member(state: RenderState, name: string): unknown {
    const { index0, items } = this;
    switch (name) {
      case "index":
        return index0 + 1;
      case "index0":
        return index0;
      case "first":
        return index0 === 0;
      case "last":
        return index0 === items.length - 1;
      case "length":
        return items.length;
      case "revindex":
        return items.length - index0;
      case "revindex0":
        return items.length - index0 - 1;
      case "depth":
        return this.depth + 1;
      case "depth0":
        return this.depth;
      case "previtem":
        return (
          items[index0 - 1] ??
          (index0 === 0 ? state.missing(null, "there is no previous item") : null)
        );
      case "nextitem":
        return index0 < items.length - 1
          ? items[index0 + 1]
          : state.missing(null, "there is no next item");
      case "cycle":
        return new BoundMethod("loop.cycle", (_state, values) => this.cycle(_state, values));
      case "changed":
        return new BoundMethod("loop.changed", (_state, values) => this.changed(_state, values));
      default:
        return undefined;
    }
  }

  private cycle(state: RenderState, values: readonly unknown[]): unknown {
    if (values.length === 0) return state.fail("type", "no items for cycling given");
    return values[this.index0 % values.length];
  }

  private changed(state: RenderState, values: readonly unknown[]): boolean {
    const current = new Tuple(values);
    if (this.previous && isEqual(state, this.previous, current)) return false;
    this.previous = current;
    return true;
  }
}
