/** As many as code makes of a suite; the reasons of a model that judges are all different. */
const most = 5_000;

/**
 * One list for those that say the same. Most answers of a run are judged alike, and most cases have the same tags: a run of
 * 100,000 cases holds few lists.
 */
export class SharedLists {
  readonly #known = new Map<string, readonly unknown[]>();

  list<Each extends object | string>(items: readonly Each[]): readonly Each[] {
    const key = JSON.stringify(items);
    const same = this.#known.get(key);
    // The same text is the same list, of whatever kind.
    if (same !== undefined) return same as readonly Each[];
    if (this.#known.size < most) this.#known.set(key, items);
    return items;
  }
}
