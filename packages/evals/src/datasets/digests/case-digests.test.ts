import { contentDigest } from "@promptrail/core/lifecycle";
import fc from "fast-check";
import { expect, test } from "vitest";
import { CaseDigests, DigestSum } from "./case-digests.js";

const digests = fc.array(fc.integer({ min: 0, max: 5_000 }).map(contentDigest), {
  maxLength: 2_500,
});

test("the hash of digests is that of their list in order, however many there are", () => {
  fc.assert(
    fc.property(digests, (list) => {
      const bytes = new CaseDigests();
      for (const digest of list) bytes.add(digest);
      expect(bytes.size).toBe(list.length);
      expect(bytes.toHash()).toBe(contentDigest([...list].sort()));
    }),
    { numRuns: 30, examples: [[Array.from({ length: 1_025 }, (_, at) => contentDigest(at))]] },
  );
});

test("a sum of digests knows the same ones in any order, and no others", () => {
  fc.assert(
    fc.property(digests, fc.nat(), (list, added) => {
      const toSum = (each: readonly string[]) => {
        const sum = new DigestSum();
        for (const digest of each) sum.add(digest);
        return sum;
      };
      const sum = toSum(list);
      expect(toSum([...list].reverse()).isSame(sum)).toBe(true);
      expect(toSum([...list, contentDigest(added)]).isSame(sum)).toBe(false);
      expect(toSum([...list.slice(1), contentDigest("another")]).isSame(sum)).toBe(false);
    }),
    { numRuns: 30 },
  );
});
