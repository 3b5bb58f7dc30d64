/** As many as code makes of a suite; the reasons of a model that judges are all different. */
const most = 5_000;

/**
 * One object for those that say the same. Most answers of a run are judged alike, and most cases have the same tags: a run of
 * 100,000 cases holds few lists.
 */
export class SharedLists {
  readonly #known = new Map<string, object>();

  list<Each extends object | string>(items: readonly Each[]): readonly Each[] {
    // Of its own length: one that grew holds room for more.
    return this.#share(items, () => items.slice());
  }

  /** For an object that holds no more than plain data. */
  one<Value extends object>(value: Value): Value {
    return this.#share(value, () => value);
  }

  #share<Value extends object>(value: Value, toKept: () => Value): Value {
    const key = JSON.stringify(value);
    const same = this.#known.get(key);
    // The same text is the same value, of whatever kind.
    if (same !== undefined) return same as Value;
    const kept = toKept();
    if (this.#known.size < most) this.#known.set(key, kept);
    return kept;
  }
}
