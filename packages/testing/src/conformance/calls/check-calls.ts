import { type CallCell, callCells, nameCell } from "./call-cell.js";
import { type ExpectedCall, expectCall } from "./expect-call.js";
import { type CallFault, type OpenCallRunner, runCallCell } from "./run-call-cell.js";

/** A cell that ran, and what it broke. */
export interface CheckedCell {
  readonly cell: CallCell;
  /** `overloaded after content, Retry-After 1, stream, always, alone` */
  readonly name: string;
  readonly expected: ExpectedCall;
  readonly faults: readonly CallFault[];
}

/** Runs the cells of `describeCalls` that are wanted, by default all, under vitest's fake timers. */
export async function checkCalls(
  open: OpenCallRunner,
  isWanted: (cell: CallCell) => boolean = () => true,
): Promise<readonly CheckedCell[]> {
  const checked: CheckedCell[] = [];
  for (const cell of callCells.filter(isWanted)) {
    const faults = await runCallCell(cell, open);
    checked.push({ cell, name: nameCell(cell), expected: expectCall(cell), faults });
  }
  return checked;
}
