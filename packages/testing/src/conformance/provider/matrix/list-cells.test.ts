import { expect, test } from "vitest";
import { anthropicWire } from "../../../upstream/anthropic/anthropic-wire.js";
import { deepseekWire, openaiWire } from "../../../upstream/chat/chat-wires.js";
import { describeCell, faults, methods, phases, replies, waits } from "./axes.js";
import { exclusions } from "./exclusions.js";
import { listCells } from "./list-cells.js";

const total = methods.length * replies.length * phases.length * faults.length * waits.length;

const silent = { failures: {}, toErrorEvent: null } as const;

/** How many cells are run, and how many each exclusion leaves out that depends on the vendor or the run. */
const counts: readonly [
  vendor: string,
  wire: Parameters<typeof listCells>[0]["wire"],
  short: number,
  long: number,
  noEventAfterABodyBegan: number,
  noWordForIt: number,
][] = [
  ["anthropic", anthropicWire, 658, 2128, 10, 0],
  ["openai", openaiWire, 658, 2128, 10, 0],
  ["deepseek", deepseekWire, 654, 2124, 10, 4],
  ["a vendor without error events", silent, 600, 1972, 10, 156],
];

test("the matrix is every combination of its lists", () => {
  expect([methods, replies, phases, faults, waits].map(({ length }) => length)).toEqual([
    2, 17, 6, 13, 8,
  ]);
  expect(total).toBe(21_216);
});

test.each(counts)("of %s so many cells are run, and so many left out by each name", (...row) => {
  const [, wire, short, long, noEventAfterABodyBegan, noWordForIt] = row;
  const always = {
    aWholeReplyHasNoFault: 4624,
    noStatusBeforeTheHeaders: 3072,
    noBytesBeforeTheHeaders: 144,
    noBodyInTheHeaders: 2176,
    noContentInAFailure: 6144,
    noEventInAFailure: 1280,
    noBodyInARedirect: 112,
    noWaitWithoutAFailure: 1526,
    noEventAfterABodyBegan,
    noWordForIt,
  };
  const all = listCells({ wire, size: "long" });
  expect(all.excluded).toEqual({ ...always, oneWaitInTheShortRun: 0 });
  expect(all.cells).toHaveLength(long);
  const some = listCells({ wire, size: "short" });
  expect(some.excluded).toEqual({ ...always, oneWaitInTheShortRun: long - short });
  expect(some.cells).toHaveLength(short);
  for (const { cells, excluded } of [all, some]) {
    const left = Object.values(excluded).reduce((sum, count) => sum + count, 0);
    expect(cells.length + left).toBe(total);
  }
});

test("the short run has every form of a wait with every reply, and with every way to break a body", () => {
  const { cells } = listCells({ wire: anthropicWire, size: "short" });
  const broken = cells.filter(({ phase, reply }) => phase === "before-content" && reply !== 200);
  for (const wait of waits) {
    expect(broken.some((cell) => cell.wait === wait)).toBe(true);
    for (const reply of replies.slice(2)) {
      const isRun = cells.some((cell) => cell.reply === reply && cell.wait === wait);
      expect(isRun, `${reply}, ${wait}`).toBe(true);
    }
  }
});

test("every cell has a title of its own, and every exclusion is needed", () => {
  const { cells, excluded } = listCells({ wire: deepseekWire, size: "short" });
  expect(new Set(cells.map(describeCell)).size).toBe(cells.length);
  expect(Object.keys(excluded)).toEqual(Object.keys(exclusions));
  for (const [name, count] of Object.entries(excluded)) expect(count, name).toBeGreaterThan(0);
});
