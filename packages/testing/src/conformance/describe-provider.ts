import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { providerChecks } from "./provider/checks/provider-checks.js";
import { describeCell, type ProviderCell } from "./provider/matrix/axes.js";
import { listCells } from "./provider/matrix/list-cells.js";
import { type CellFailure, runCells } from "./provider/matrix/run-cells.js";
import type { ProviderHarness } from "./provider/provider-harness.js";
import { type OpenLane, openLane } from "./provider/provider-lane.js";

export interface DescribeProviderOptions {
  /** Takes every form of `Retry-After` with every way to break a failure's body. */
  readonly long?: boolean;
  /** Takes each so-manieth cell of the matrix, for a second wire of one vendor. Default: 1, all of them. */
  readonly every?: number;
}

/**
 * The conformance suite of the Provider port, as vitest tests: its checks, and the matrix of broken exchanges in groups
 * of one phase and one fault. The suite starts the upstreams itself.
 *
 * ```ts
 * describeProvider("claude", {
 *   wire: anthropicWire,
 *   model: "claude-sonnet-5-5",
 *   createProvider: ({ baseUrl, key }) => claude({ apiKey: key, baseUrl }),
 * });
 * ```
 */
export function describeProvider(
  name: string,
  harness: ProviderHarness,
  { long = false, every = 1 }: DescribeProviderOptions = {},
): void {
  describe(`${name} keeps the Provider port's promises`, () => {
    const opened: OpenLane[] = [];
    beforeAll(async () => {
      opened.push(await openLane(harness));
    });
    afterAll(async () => {
      for (const lane of opened) await lane.close();
    });
    for (const { title, run } of providerChecks) {
      test(title, async (context) => {
        const [lane] = opened;
        if (lane === undefined) throw new Error("The suite has no upstream.");
        if ((await run(lane)) === "not applicable") context.skip("not applicable");
      });
    }
  });
  describe(`${name} in the matrix of broken exchanges`, () => {
    const listed = listCells({ wire: harness.wire, size: long ? "long" : "short" });
    const cells = listed.cells.filter((_cell, index) => index % every === 0);
    const failures: CellFailure[] = [];
    beforeAll(async () => {
      failures.push(...(await runCells(harness, { cells })));
    });
    for (const [group, inGroup] of Map.groupBy(cells, nameGroup)) {
      const title = inGroup.length === 1 ? group : `${group} (${inGroup.length} cells)`;
      test(title, () => {
        const broken = failures.filter(({ cell }) => nameGroup(cell) === group);
        const told = broken.map(
          ({ cell, expected, came }) => `${describeCell(cell)}: expected ${expected}, came ${came}`,
        );
        expect(told).toEqual([]);
      });
    }
  });
}

/** `stream, before content, reset` */
function nameGroup(cell: ProviderCell): string {
  return describeCell({ ...cell, reply: 200, wait: "absent" }).replace(" 200,", "");
}
