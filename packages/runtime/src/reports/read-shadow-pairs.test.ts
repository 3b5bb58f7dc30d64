import type { LoggedCall } from "@promptrail/core/call-log";
import { readFrom } from "@promptrail/core/call-log";
import fc from "fast-check";
import { expect, test } from "vitest";
import { plainCall } from "../../../../tooling/test/records/plain-record.ts";
import { readShadowPairs, type ShadowPairsFilter } from "./read-shadow-pairs.js";

const logOf = (calls: readonly LoggedCall[]) => ({
  read: async (query: Parameters<typeof readFrom>[1]) => readFrom(calls, query),
});

interface Drawn {
  readonly at: number;
  readonly active: number;
  readonly shadow: number;
  readonly isLost: boolean;
}

const version = fc.integer({ min: 1, max: 4 });
const drawn = fc.array(
  fc.record({
    // Few milliseconds for many calls, so that pages meet in one.
    at: fc.integer({ min: 0, max: 12 }),
    active: version,
    shadow: version,
    isLost: fc.boolean(),
  }),
  { maxLength: 60 },
);

function toCalls(each: Drawn, index: number): readonly LoggedCall[] {
  const startedAt = new Date(each.at);
  const id = `call-${index}`;
  const shadow = {
    id: `shadow-${index}`,
    version: each.shadow,
    lane: "shadow",
    shadowOf: id,
  } as const;
  return [
    ...(each.isLost ? [] : [plainCall({ id, version: each.active, startedAt })]),
    plainCall({ ...shadow, startedAt }),
  ];
}

async function readPages(calls: readonly LoggedCall[], limit: number, filter: ShadowPairsFilter) {
  const ids: string[] = [];
  let unpaired = 0;
  for (let before: Date | null | undefined; before !== null; ) {
    const page = await readShadowPairs(logOf(calls), {
      family: "greeting",
      limit,
      ...filter,
      before,
    });
    ids.push(...page.pairs.map(({ shadow }) => shadow.id));
    unpaired += page.unpaired;
    before = page.nextBefore;
  }
  return { ids, unpaired };
}

test("pages of any size tell each pair once, the newest first, and count those that lack a half", async () => {
  await fc.assert(
    fc.asyncProperty(drawn, fc.integer({ min: 1, max: 9 }), async (list, limit) => {
      const calls = list.flatMap(toCalls);
      const { ids, unpaired } = await readPages(calls, limit, {});
      const whole = list.flatMap((each, index) => (each.isLost ? [] : [`shadow-${index}`]));
      expect([...ids].sort()).toEqual([...whole].sort());
      expect(unpaired).toBe(list.length - whole.length);
      const times = ids.map((id) => list[Number(id.slice(7))]?.at ?? Number.NaN);
      expect(times).toEqual([...times].sort((left, right) => right - left));
    }),
  );
});

test("two versions are paired whichever of them was active, since a time", async () => {
  await fc.assert(
    fc.asyncProperty(drawn, fc.integer({ min: 1, max: 9 }), async (list, limit) => {
      const filter = { versions: [2, 3], since: new Date(4) };
      const { ids, unpaired } = await readPages(list.flatMap(toCalls), limit, filter);
      const isAsked = ({ at, shadow }: Drawn) => at >= 4 && (shadow === 2 || shadow === 3);
      const wanted = list.flatMap((each, index) =>
        isAsked(each) && !each.isLost && each.active === 5 - each.shadow ? [`shadow-${index}`] : [],
      );
      expect([...ids].sort()).toEqual(wanted.sort());
      expect(unpaired).toBe(list.filter((each) => isAsked(each) && each.isLost).length);
    }),
  );
});
