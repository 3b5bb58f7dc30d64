import { expect, test } from "vitest";
import { GapLedger } from "./gap-ledger.js";

function makeLedger() {
  let time = Date.parse("2026-03-01T12:00:10Z");
  const clock = { now: () => new Date(time), elapsed: () => time };
  const advance = (ms: number) => {
    time += ms;
  };
  return { ledger: new GapLedger(clock), advance, now: clock.now };
}

const all = { all: true, isEnd: false };
const due = { all: false, isEnd: false };
const loss = {
  reason: "spool_full",
  lost: "calls",
  family: "summary",
  lane: "production",
} as const;

test("losses of a minute are one gap, by reason, family and lane", () => {
  const { ledger, advance, now } = makeLedger();
  const first = now();
  ledger.count({ ...loss, from: first, call: 7 });
  advance(5_000);
  ledger.count({ ...loss, from: now(), call: 9 });
  ledger.count({ ...loss, lane: "shadow", from: now() });
  ledger.count({ ...loss, lost: "bodies", from: now(), count: 5 });
  const found = ledger.findDue(all);
  expect(found.map(({ record }) => record.gap.count)).toEqual([2, 1, 5]);
  expect(found[0]?.record).toMatchObject({
    final: false,
    calls: [7, 9],
    gap: { from: first, to: now() },
  });
});

test("a gap that grows is written at most once a second, under one id, and is final when its minute is over", () => {
  const { ledger, advance, now } = makeLedger();
  ledger.count({ ...loss, from: now() });
  const first = ledger.findDue(due);
  expect(first).toHaveLength(1);
  ledger.markWritten(first, {});
  expect(ledger.findDue(all)).toEqual([]);
  ledger.count({ ...loss, from: now() });
  expect(ledger.findDue(due)).toEqual([]);
  advance(1_000);
  const second = ledger.findDue(due);
  expect(second.map(({ record }) => [record.gap.id, record.gap.count, record.final])).toEqual([
    [first[0]?.record.gap.id, 2, false],
  ]);
  ledger.markWritten(second, {});
  advance(60_000);
  const last = ledger.findDue(due);
  expect(last.map(({ record }) => [record.gap.id, record.gap.count, record.final])).toEqual([
    [first[0]?.record.gap.id, 2, true],
  ]);
  ledger.markWritten(last, {});
  expect(ledger.isEmpty).toBe(true);
});

test("a segment that goes has its gaps written again", () => {
  const { ledger, now } = makeLedger();
  const [one, other] = [{}, {}];
  ledger.count({ ...loss, from: now() });
  ledger.markWritten(ledger.findDue(due), one);
  ledger.renew(other);
  expect(ledger.findDue(all)).toEqual([]);
  ledger.renew(one);
  expect(ledger.findDue(all)).toHaveLength(1);
});
