export class Tuple {
  readonly items: readonly unknown[];

  constructor(items: readonly unknown[]) {
    this.items = items;
  }
}

/** What `groupby` yields: a pair whose parts also have names. */
export class GroupTuple extends Tuple {
  readonly grouper: unknown;
  readonly list: readonly unknown[];

  constructor(grouper: unknown, list: readonly unknown[]) {
    super([grouper, list]);
    this.grouper = grouper;
    this.list = list;
  }
}

/** The result of `map`, `select` and the like: it can be iterated, and has no text of its own. */
export class LazySequence {
  readonly items: readonly unknown[];
  readonly madeBy: string;

  constructor(items: readonly unknown[], madeBy: string) {
    this.items = items;
    this.madeBy = madeBy;
  }
}

export class RangeValue {
  readonly length: number;

  readonly start: number;
  readonly stop: number;
  readonly step: number;

  constructor(start: number, stop: number, step: number) {
    this.start = start;
    this.stop = stop;
    this.step = step;
    this.length = Math.max(0, Math.ceil((stop - start) / step));
  }

  at(index: number): number {
    return this.start + index * this.step;
  }

  toItems(): number[] {
    return Array.from({ length: this.length }, (_, index) => this.at(index));
  }
}

/** The result of a mapping's `keys()`, `values()` or `items()`. */
export class MappingView {
  readonly kind: "keys" | "values" | "items";
  readonly items: readonly unknown[];

  constructor(kind: "keys" | "values" | "items", items: readonly unknown[]) {
    this.kind = kind;
    this.items = items;
  }
}

const madeLists = new WeakSet<readonly unknown[]>();

/** Marks a list as the template's own: only those can be changed, never a list of the context. */
export function makeList(items: unknown[]): unknown[] {
  madeLists.add(items);
  return items;
}

export function isMadeList(list: readonly unknown[]): boolean {
  return madeLists.has(list);
}
