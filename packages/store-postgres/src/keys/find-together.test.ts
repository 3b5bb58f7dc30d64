import { createMemoryKeyStore } from "@promptrail/core/lifecycle";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findTogether } from "./find-together.js";

async function createKeys(...ids: readonly string[]) {
  const keys = createMemoryKeyStore();
  const unused = { expiresAt: null, lastUsedAt: null, replacedAt: null };
  const rest = { name: "ci", secretHash: "", scopes: [], families: [], createdAt: new Date(0) };
  for (const id of ids) await keys.save({ ...rest, ...unused, id });
  return keys.list();
}

describe("keys that are looked for at once", () => {
  test("are read one statement after the other, and everyone gets the right key", async () => {
    const stored = await createKeys("a", "b", "c");
    const asked = fc.array(fc.constantFrom("a", "b", "c", "x", "y"), {
      minLength: 1,
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), asked, async (scheduler, ids) => {
        let reading = 0;
        const find = findTogether(async (wanted) => {
          reading += 1;
          expect(reading).toBe(1);
          await scheduler.schedule(Promise.resolve());
          reading -= 1;
          return stored.filter(({ id }) => wanted.includes(id));
        });
        const ask = async (id: string) => {
          await scheduler.schedule(Promise.resolve());
          expect((await find(id))?.id ?? null).toBe("abc".includes(id) ? id : null);
        };
        await scheduler.waitFor(Promise.all(ids.map(ask)));
      }),
    );
  });

  test("take two statements where thousands come during the first", async () => {
    const statements: number[] = [];
    const first = Promise.withResolvers<void>();
    const find = findTogether(async (ids) => {
      statements.push(ids.length);
      if (statements.length === 1) await first.promise;
      return [];
    });
    const finding = [find("first")];
    await expect.poll(() => statements).toEqual([1]);
    for (let number = 0; number < 5_000; number += 1) finding.push(find(`key-${number}`));
    first.resolve();
    await Promise.all(finding);
    expect(statements).toEqual([1, 5_000]);
  });

  test("are looked for again after a statement that failed", async () => {
    const [stored] = await createKeys("a");
    let isAway = true;
    const find = findTogether(async () => {
      if (isAway) throw new Error("The store is away.");
      return stored === undefined ? [] : [stored];
    });
    await expect(find("a")).rejects.toThrow("away");
    isAway = false;
    expect(await find("a")).toEqual(stored);
  });
});
