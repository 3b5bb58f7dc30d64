import { toTold } from "../expectations.js";
import type { ProviderHarness } from "../provider-harness.js";
import { type OpenLane, openLane } from "../provider-lane.js";
import type { ProviderCell } from "./axes.js";
import { type CellTimes, cellTimes, runCell } from "./run-cell.js";

/** A cell that a provider does not stand. */
export interface CellFailure {
  readonly cell: ProviderCell;
  readonly expected: string;
  readonly came: string;
}

export interface RunCells {
  readonly cells: readonly ProviderCell[];
  /** How many cells run at the same time, each on an upstream of its own. */
  readonly lanes?: number;
  readonly times?: CellTimes;
  /** Ends the run after the cells that run at the time. */
  readonly stop?: AbortSignal | undefined;
  readonly onCell?: () => void;
}

const mostLanes = 24;

/** Runs cells side by side. Those that fail, in the order of the cells. */
export async function runCells(
  harness: ProviderHarness,
  { cells, lanes = mostLanes, times = cellTimes, stop, onCell }: RunCells,
): Promise<readonly CellFailure[]> {
  const failures = new Map<ProviderCell, CellFailure>();
  const waiting = cells.values();
  const work = async () => {
    let lane: OpenLane | undefined;
    // The lanes share the iterator: each takes the next cell that nobody has taken.
    for (const cell of waiting) {
      if (stop?.aborted === true) break;
      lane ??= await openLane(harness);
      const failure = await tryCell(cell, { lane, harness, times });
      onCell?.();
      if (failure !== null) failures.set(cell, failure);
      // What failed may still be under way. A client may keep a connection that was broken as it came, and
      // send the next request on it.
      if (failure === null && cell.phase !== "connect") continue;
      await lane.close();
      lane = undefined;
    }
    await lane?.close();
  };
  await Promise.all(Array.from({ length: Math.min(lanes, cells.length) }, work));
  return cells.flatMap((cell) => failures.get(cell) ?? []);
}

async function tryCell(
  cell: ProviderCell,
  run: Parameters<typeof runCell>[1],
): Promise<CellFailure | null> {
  try {
    await runCell(cell, run);
    return null;
  } catch (error) {
    return { cell, ...toTold(error) };
  }
}
