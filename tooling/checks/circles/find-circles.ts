/** What points at what, by name. */
export type Graph = ReadonlyMap<string, readonly string[]>;

/**
 * The shortest way round from each node that has one, each circle once, its nodes in the order in
 * which they point at each other. Empty where all arrows can point down.
 */
export function findCircles(graph: Graph): readonly (readonly string[])[] {
  const circles = new Map<string, readonly string[]>();
  const covered = new Set<string>();
  for (const start of [...graph.keys()].toSorted()) {
    if (covered.has(start)) continue;
    const circle = shortestWayRound(graph, start);
    if (circle === null) continue;
    for (const node of circle) covered.add(node);
    circles.set(circle.toSorted().join("\n"), circle);
  }
  return [...circles.values()];
}

/** The nodes of the shortest circle through `start`, or `null` where there is none. */
function shortestWayRound(graph: Graph, start: string): readonly string[] | null {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const node of queue) {
    for (const next of graph.get(node) ?? []) {
      if (next === start) return wayBack(cameFrom, start, node);
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, node);
      queue.push(next);
    }
  }
  return null;
}

function wayBack(
  cameFrom: ReadonlyMap<string, string>,
  start: string,
  end: string,
): readonly string[] {
  const way = [end];
  for (let node = end; node !== start; ) {
    node = cameFrom.get(node) ?? start;
    way.unshift(node);
  }
  return way;
}
