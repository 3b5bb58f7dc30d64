import { expect, test } from "vitest";
import { TokenCounter } from "../../src/calls/window/token-counter.js";

function open(readEarlier = async () => new Map<string, readonly number[]>()) {
  const problems: unknown[] = [];
  const counter = new TokenCounter({ readEarlier, onProblem: (error) => problems.push(error) });
  return { counter, problems, [Symbol.asyncDispose]: () => counter.close() };
}

test("counts as o200k does, and nobody waits longer than asked for", async () => {
  // With a call log that is away: the counter does without it.
  await using opened = open(() => Promise.reject(new Error("The log is away.")));
  const { counter, problems } = opened;
  expect(await counter.count(["hello world", " and more"], 60_000)).toBe(4);
  // What looks like a special token is text.
  expect(await counter.count(["<|endoftext|>"], 60_000)).toBeGreaterThan(1);
  // The tokenizer alone would take minutes for letters without a break.
  const letters = Array.from(
    { length: 1_000_000 },
    (_, index) => "abcdefghij"[(index * 7_919) % 10],
  );
  const text = letters.join("");
  const [late, first] = await Promise.all([
    counter.count([text], 1),
    counter.count(["hello world"], 60_000),
  ]);
  expect(late).toBeNull();
  expect(first).toBe(2);
  expect(await counter.count([text], 60_000)).toBeGreaterThan(100_000);
  expect(problems).toEqual([]);
});

test("what earlier processes saw comes before what this one sees", async () => {
  const earlier = Array.from({ length: 499 }, (_, index) => 1 + index / 512);
  await using opened = open(async () => new Map([["key", earlier]]));
  const { counter } = opened;
  expect(counter.find("key")).toBeUndefined();
  await counter.count(["a"], 60_000);
  await expect.poll(() => counter.find("key")).toMatchObject({ calls: 499, bound: 1 + 494 / 512 });
  for (const ratio of [3, 3, 3]) counter.learn("key", ratio);
  await expect.poll(() => counter.find("key")).toMatchObject({ calls: 500, bound: 1 + 497 / 512 });
});

test("a closed counter counts nothing, and answers who waits", async () => {
  const { counter } = open();
  const waiting = counter.count(["hello"], 60_000);
  await counter.close();
  expect(await waiting).toBeNull();
  expect(await counter.count(["hello"], 60_000)).toBeNull();
});
