import {
  type EntryGraph,
  readFileImports,
  toEntryGraphs,
} from "../../checks/circles/package-graph.ts";

/**
 * The folders of a package's source by their floor, the highest first: each folder imports only from the
 * floors below its own. Folders that import each other share a floor and one name: `a ⇄ b`.
 */
export function findFloors(root: string, packageFolder: string): readonly (readonly string[])[] {
  const source = `${packageFolder}/src`;
  const graph = toEntryGraphs(readFileImports(root, packageFolder)).get(source) ?? new Map();
  const reached = new Map([...namesOf(graph)].map((name) => [name, reach(graph, name)]));
  const floors = new Map<string, number>();
  const floorOf = (name: string): number => {
    const known = floors.get(name);
    if (known !== undefined) return known;
    const below = [...(reached.get(name) ?? [])].filter((each) => !reached.get(each)?.has(name));
    const floor = Math.max(0, ...below.map((each) => floorOf(each) + 1));
    floors.set(name, floor);
    return floor;
  };
  const rooms = toRooms(reached);
  const byFloor = Map.groupBy(rooms, ([first = ""]) => floorOf(first));
  return [...byFloor]
    .toSorted(([left], [right]) => right - left)
    .map(([, onFloor]) => onFloor.map((room) => room.join(" ⇄ ")).toSorted());
}

function namesOf(graph: EntryGraph): ReadonlySet<string> {
  return new Set([...graph].flatMap(([name, targets]) => [name, ...targets.keys()]));
}

function reach(graph: EntryGraph, start: string): ReadonlySet<string> {
  const reached = new Set<string>();
  const queue = [start];
  for (const name of queue) {
    for (const next of graph.get(name)?.keys() ?? []) {
      if (reached.has(next)) continue;
      reached.add(next);
      queue.push(next);
    }
  }
  return reached;
}

/** Each folder alone, or with those that it is in a circle with. Files beside the folders are left out. */
function toRooms(reached: ReadonlyMap<string, ReadonlySet<string>>): readonly string[][] {
  const rooms = new Map<string, string[]>();
  for (const name of [...reached.keys()].filter((each) => !each.endsWith(".ts")).toSorted()) {
    const circle = [...(reached.get(name) ?? [])].filter((each) => reached.get(each)?.has(name));
    const key = circle.length === 0 ? name : circle.toSorted().join();
    rooms.set(key, [...(rooms.get(key) ?? []), name]);
  }
  return [...rooms.values()];
}
