import { isAlias, isCollection, isMap, isPair, isScalar, isSeq, type Node, type Pair } from "yaml";

/** Of one row: more are no case that somebody wrote, and each is looked for among all anchors before it. */
const mostAliases = 1_000;
/** In values, once each alias stands for what it names. */
const mostValues = 100_000;

/** Why the aliases of a row cannot be put in, and where in the file that is. */
export interface AliasFault {
  readonly reason: string;
  /** In UTF-16 units from the file's beginning. */
  readonly offset: number;
}

interface Anchor {
  readonly node: Node;
  /** In values; null while the reader is inside of it. */
  size: number | null;
}

interface Measured {
  size: number;
  aliases: number;
}

/**
 * The anchors of a file, row after row. Before a row's aliases are put in, what they stand for is counted: a few
 * lines can name each other until they stand for more than any memory holds, or take longer than anybody waits, as
 * merge keys do.
 */
export class Anchors {
  /** The last one of each name. */
  readonly #anchors = new Map<string, Anchor>();

  get nodes(): readonly Node[] {
    return [...this.#anchors.values()].map(({ node }) => node);
  }

  /** Looks through the next row and takes its anchors in. Null where each of its aliases can be put in. */
  takeRow(row: unknown): AliasFault | null {
    const measured = { size: 0, aliases: 0 };
    const fault = this.#visit(row, measured);
    if (fault !== null) return fault;
    const { size, aliases } = measured;
    if (aliases === 0 || (aliases <= mostAliases && size <= mostValues)) return null;
    const reason = `its aliases (*name) are more than ${mostAliases}, or make it grow to more than ${mostValues} values`;
    return { reason, offset: offsetOf(row) };
  }

  #visit(node: unknown, measured: Measured): AliasFault | null {
    if (isAlias(node)) return this.#takeAlias(node.source, offsetOf(node), measured);
    if (isPair(node)) return this.#takePair(node, measured);
    measured.size += 1;
    if (!isScalar(node) && !isCollection(node)) return null;
    if (node.anchor === undefined) return this.#visitItems(node, measured);
    const anchor: Anchor = { node, size: null };
    // Its place is the last one: what is put in looks for the last one before it.
    this.#anchors.delete(node.anchor);
    this.#anchors.set(node.anchor, anchor);
    const before = measured.size - 1;
    const fault = this.#visitItems(node, measured);
    anchor.size = measured.size - before;
    return fault;
  }

  #visitItems(node: Node, measured: Measured): AliasFault | null {
    if (!isCollection(node)) return null;
    for (const item of node.items) {
      const fault = this.#visit(item, measured);
      if (fault !== null) return fault;
    }
    return null;
  }

  #takePair({ key, value }: Pair, measured: Measured): AliasFault | null {
    const fault = this.#visit(key, measured) ?? this.#visit(value, measured);
    if (fault !== null || !isMergeKey(key)) return fault;
    const merged = this.#resolve(value);
    const sources = isSeq(merged) ? merged.items.map((item) => this.#resolve(item)) : [merged];
    if (sources.every(isMap)) return null;
    return {
      reason: "a merge key (<<) takes a map or a list of maps alone",
      offset: offsetOf(key),
    };
  }

  #takeAlias(name: string, offset: number, measured: Measured): AliasFault | null {
    const anchor = this.#anchors.get(name);
    if (anchor === undefined)
      return { reason: `the alias *${name} has no anchor before it`, offset };
    if (anchor.size === null)
      return { reason: `the alias *${name} is part of what it names`, offset };
    measured.size += anchor.size;
    measured.aliases += 1;
    return null;
  }

  #resolve(node: unknown): unknown {
    return isAlias(node) ? this.#anchors.get(node.source)?.node : node;
  }
}

/** A quoted one is a key like others. The parser has given it a symbol for its value. */
function isMergeKey(key: unknown): boolean {
  return isScalar(key) && typeof key.value === "symbol";
}

function offsetOf(node: unknown): number {
  const isPlaced = isScalar(node) || isCollection(node) || isAlias(node);
  return isPlaced ? (node.range?.[0] ?? 0) : 0;
}
