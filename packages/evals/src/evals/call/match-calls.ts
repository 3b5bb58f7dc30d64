interface Matching<Expected, Made> {
  readonly fits: (expected: Expected, made: Made) => boolean;
  /** True where pairs may not cross. */
  readonly inOrder: boolean;
}

/** How many of what is expected can be paired with what was made, each with one of its own. */
export function matchCalls<Expected, Made>(
  expected: readonly Expected[],
  made: readonly Made[],
  { fits, inOrder }: Matching<Expected, Made>,
): number {
  const edges = expected.map((each) => made.map((call) => fits(each, call)));
  return inOrder ? countInOrder(edges, made.length) : countInAnyOrder(edges);
}

/** The length of the longest common subsequence, row by row. */
function countInOrder(edges: readonly (readonly boolean[])[], width: number): number {
  let above: readonly number[] = Array<number>(width + 1).fill(0);
  for (const row of edges) {
    const current = [0];
    row.forEach((fits, at) => {
      const paired = fits ? (above[at] ?? 0) + 1 : 0;
      current.push(Math.max(paired, above[at + 1] ?? 0, current[at] ?? 0));
    });
    above = current;
  }
  return above.at(-1) ?? 0;
}

/** A maximum matching, by augmenting paths (Kuhn): the first that fits may be needed by another. */
function countInAnyOrder(edges: readonly (readonly boolean[])[]): number {
  const takenBy = new Map<number, number>();
  const place = (from: number, tried: Set<number>): boolean =>
    (edges[from] ?? []).some((fits, to) => {
      if (!fits || tried.has(to)) return false;
      tried.add(to);
      const holder = takenBy.get(to);
      if (holder !== undefined && !place(holder, tried)) return false;
      takenBy.set(to, from);
      return true;
    });
  return edges.filter((_, from) => place(from, new Set())).length;
}
