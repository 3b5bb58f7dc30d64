import type { Check, Finding } from "../finding.ts";
import { listWorkspacePackages } from "../repository/workspace-packages.ts";
import { findCircles } from "./find-circles.ts";
import {
  type EntryGraph,
  type FileImport,
  readFileImports,
  toEntryGraphs,
} from "./package-graph.ts";

const rule =
  "Arrows point one way: in every folder, what it holds (files, and folders with all below them) imports in no circle, types counted";

/**
 * Circles of imports inside of a package, at every floor: among the files of a folder, between a
 * file and a folder beside it, and among folders. A circle of files is always one of these.
 */
export const checkImportCircles: Check = (root) =>
  listWorkspacePackages(root)
    .flatMap(({ folder }) => [...toEntryGraphs(readFileImports(root, folder)).values()])
    .flatMap((graph) => findCircles(toNames(graph)).map((circle) => toFinding(graph, circle)));

function toNames(graph: EntryGraph): ReadonlyMap<string, readonly string[]> {
  return new Map([...graph].map(([name, targets]) => [name, [...targets.keys()]]));
}

/** Placed at the arrow that the fewest imports make: it is the one to turn round. */
function toFinding(graph: EntryGraph, circle: readonly string[]): Finding {
  const arrows = circle.map((from, index) => {
    const to = circle[(index + 1) % circle.length] ?? from;
    return { from, to, imports: graph.get(from)?.get(to) ?? [] };
  });
  const [weakest] = arrows.toSorted((left, right) => left.imports.length - right.imports.length);
  const others = arrows.filter((arrow) => arrow !== weakest);
  const way = others.map(({ from, to, imports }) => `${from} → ${to} (${describe(imports)})`);
  return {
    rule,
    place: weakest?.imports[0]?.place ?? "",
    fix: `${weakest?.from} imports ${weakest?.to} (${describe(weakest?.imports ?? [])}), and the way back is ${way.join(", ")}. Move what both need below both, or turn an arrow round.`,
  };
}

function describe(imports: readonly FileImport[]): string {
  const [first] = imports;
  const more = imports.length > 1 ? ` and ${imports.length - 1} more` : "";
  return `${first?.place} imports ${first?.to}${more}`;
}
