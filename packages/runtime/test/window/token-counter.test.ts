import { expect, test } from "vitest";
import { TokenCounter } from "../../src/calls/window/token-counter.js";
import { seededNumbers } from "./counting-vendor.js";

function open(readEarlier = async () => new Map<string, readonly number[]>()) {
  const problems: unknown[] = [];
  const counter = new TokenCounter({ readEarlier, onProblem: (error) => problems.push(error) });
  return { counter, problems, [Symbol.asyncDispose]: () => counter.close() };
}

/** On a busy machine a count may come too late for who waits 2 s at most: it is asked for again. */
async function countedBy(counter: TokenCounter, text: string): Promise<number> {
  for (;;) {
    const tokens = await counter.count([text], 60_000);
    if (tokens !== null) return tokens;
  }
}

test("counts as o200k does, and nobody waits longer than asked for", async () => {
  // With a call log that is away: the counter does without it.
  await using opened = open(() => Promise.reject(new Error("The log is away.")));
  const { counter, problems } = opened;
  expect(await countedBy(counter, "hello world and more")).toBe(4);
  // What looks like a special token is text.
  expect(await countedBy(counter, "<|endoftext|>")).toBeGreaterThan(1);
  // The tokenizer alone would take a quarter of a minute for letters without a break.
  const draw = seededNumbers(6);
  const letters = Array.from({ length: 200_000 }, () => "abcdefghij"[Math.floor(draw() * 10)]);
  const text = letters.join("");
  expect(await counter.count([text], 1)).toBeNull();
  expect(await countedBy(counter, "hello world")).toBe(2);
  expect(await countedBy(counter, text)).toBeGreaterThan(50_000);
  expect(problems).toEqual([]);
});

test("what earlier processes saw comes before what this one sees", async () => {
  const earlier = Array.from({ length: 499 }, (_, index) => 1 + index / 512);
  await using opened = open(async () => new Map([["key", earlier]]));
  const { counter } = opened;
  expect(counter.find("key")).toBeUndefined();
  await countedBy(counter, "a");
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
