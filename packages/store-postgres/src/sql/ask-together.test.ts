import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { askTogether } from "./ask-together.js";

const most = fc.constantFrom(1, 3, Number.POSITIVE_INFINITY);

describe("what is asked at once", () => {
  test("is asked one statement after the other, and everyone gets the right answer", async () => {
    const asked = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), most, asked, async (scheduler, atOnce, numbers) => {
        let running = 0;
        const double = askTogether(async (questions: readonly number[]) => {
          running += 1;
          expect(running).toBe(1);
          expect(questions.length).toBeLessThanOrEqual(atOnce);
          await scheduler.schedule(Promise.resolve());
          running -= 1;
          return questions.map((number) => number * 2);
        }, atOnce);
        const ask = async (number: number) => {
          await scheduler.schedule(Promise.resolve());
          expect(await double(number)).toBe(number * 2);
        };
        await scheduler.waitFor(Promise.all(numbers.map(ask)));
      }),
    );
  });

  test("takes two statements where thousands come during the first", async () => {
    const statements: number[] = [];
    const first = Promise.withResolvers<void>();
    const ask = askTogether(async (questions: readonly string[]) => {
      statements.push(questions.length);
      if (statements.length === 1) await first.promise;
      return questions;
    });
    const asking = [ask("first")];
    await expect.poll(() => statements).toEqual([1]);
    for (let number = 0; number < 5_000; number += 1) asking.push(ask(`key-${number}`));
    first.resolve();
    await Promise.all(asking);
    expect(statements).toEqual([1, 5_000]);
  });

  test("is asked again after a statement that failed", async () => {
    let isAway = true;
    const ask = askTogether(async (questions: readonly string[]) => {
      if (isAway) throw new Error("The store is away.");
      return questions;
    });
    await expect(ask("a")).rejects.toThrow("away");
    isAway = false;
    expect(await ask("a")).toBe("a");
  });
});
