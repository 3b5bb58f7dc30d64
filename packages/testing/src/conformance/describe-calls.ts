import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type CallCell, callCells, countCells } from "./calls/call-cell.js";
import { checkCalls } from "./calls/check-calls.js";
import type { OpenCallRunner } from "./calls/run-call-cell.js";

/**
 * The conformance suite of whatever runs calls, as vitest tests on a driven clock: the runtime, or your own layer around
 * it. For each failure, phase, form of Retry-After, plain or streamed, once or always, with a fallback or without, it compares the
 * requests, the time, what the reader was shown and the record with what is promised.
 *
 * ```ts
 * describeCalls("my gateway", async (config, settings) => around(await createPromptrail(config, settings)));
 * ```
 */
export function describeCalls(name: string, open: OpenCallRunner): void {
  describe(`${name} sends calls as it is promised`, () => {
    beforeEach(() => vi.useFakeTimers());
    afterEach(() => vi.useRealTimers());
    test("there are as many cells as there should be", () => {
      expect(countCells()).toEqual(expectedCounts);
    });
    for (const group of new Set(callCells.map(toGroup))) {
      test(group, async () => {
        const checked = await checkCalls(open, (cell) => toGroup(cell) === group);
        const faults = checked.flatMap(({ name: cell, faults: found }) =>
          found.map(({ about, words }) => `${cell}: ${about}: ${words}`),
        );
        expect(faults).toEqual([]);
      });
    }
  });
}

function toGroup({ failure, phase }: CallCell): string {
  return `${failure} ${phase}`;
}

/** What each exclusion takes out overlaps. */
const expectedCounts = {
  combinations: 13 * 4 * 8 * 2 * 2 * 2,
  "without a reply there is no Retry-After": 1_120,
  "what has not begun cannot break off": 64,
  "key, model and request are judged before the first word": 384,
  "a caller gives up once": 128,
  cells: 1_800,
};
