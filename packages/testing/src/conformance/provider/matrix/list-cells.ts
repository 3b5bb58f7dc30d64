import { faults, methods, type ProviderCell, phases, replies, waits } from "./axes.js";
import { type CellScope, type ExclusionName, exclusions, findExclusion } from "./exclusions.js";

export interface CellList {
  readonly cells: readonly ProviderCell[];
  /** How many cells each exclusion left out. */
  readonly excluded: Readonly<Record<ExclusionName, number>>;
}

/** All cells of the matrix for one vendor, and what was left out of it. */
export function listCells(scope: CellScope): CellList {
  const names = Object.keys(exclusions) as ExclusionName[];
  const excluded = Object.fromEntries(names.map((name) => [name, 0])) as Record<
    ExclusionName,
    number
  >;
  const cells: ProviderCell[] = [];
  for (const cell of combine()) {
    const exclusion = findExclusion(cell, scope);
    if (exclusion === null) cells.push(cell);
    else excluded[exclusion] += 1;
  }
  return { cells, excluded };
}

function* combine(): Generator<ProviderCell> {
  for (const method of methods)
    for (const reply of replies)
      for (const phase of phases)
        for (const fault of faults)
          for (const wait of waits) yield { method, reply, phase, fault, wait };
}
