import fc from "fast-check";
import { expect, test } from "vitest";
import { plainCall } from "../../../../tooling/test/records/plain-record.ts";
import { createMemoryCallLog } from "./memory-call-log.js";

const megabyte = 1_000_000;

test("the newest calls that fit are kept", async () => {
  const log = createMemoryCallLog();
  for (let number = 1; number <= 100; number += 1) {
    await log.append([plainCall({ id: String(number), text: "x".repeat(megabyte) })]);
  }
  const kept = await log.read({ limit: 1_000 });
  expect(kept.length).toBeGreaterThan(50);
  expect(kept.length).toBeLessThan(65);
  expect(kept.map(({ id }) => id)).toContain("100");
});

test("one call that fits nowhere leaves room for the next", async () => {
  const log = createMemoryCallLog(3);
  await log.append([plainCall({ id: "long", text: "x".repeat(70 * megabyte) })]);
  await log.append([plainCall({ id: "short" })]);
  expect((await log.read({ limit: 9 })).map(({ id }) => id)).toEqual(["short"]);
});

/** Sizes in millionths of what is kept; the id is the place in the list, so that some come twice. */
const calls = fc.array(
  fc.record({ id: fc.nat(12), megabytes: fc.constantFrom(0, 0, 0, 10, 25, 40) }),
  { maxLength: 40 },
);

test("it keeps what a plain list would, in any order of short, long and repeated calls", async () => {
  const texts = new Map([0, 10, 25, 40].map((size) => [size, "x".repeat(size * megabyte)]));
  await fc.assert(
    fc.asyncProperty(calls, fc.integer({ min: 1, max: 6 }), async (appended, capacity) => {
      const log = createMemoryCallLog(capacity);
      let plain: typeof appended = [];
      for (const [at, { id, megabytes }] of appended.entries()) {
        const text = texts.get(megabytes) ?? "";
        await log.append([plainCall({ id: String(id), text, startedAt: new Date(at) })]);
        if (plain.some((call) => call.id === id)) continue;
        plain = [...plain, { id, megabytes }].slice(-capacity);
        while (sum(plain) >= 64) plain = plain.slice(1);
      }
      const kept = await log.read({ limit: 100 });
      expect(kept.map(({ id }) => id)).toEqual(plain.map(({ id }) => String(id)).toReversed());
    }),
  );
});

function sum(list: readonly { readonly megabytes: number }[]): number {
  return list.reduce((total, { megabytes }) => total + megabytes, 0);
}
