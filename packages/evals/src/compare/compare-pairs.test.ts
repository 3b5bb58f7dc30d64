import { describe, expect, test } from "vitest";
import { fail } from "../evals/eval-verdicts.js";
import {
  compareScripted as compare,
  findMeasure as measure,
  repeatPair as repeat,
  suiteOf,
} from "../fixtures/compare-scripted.js";
import { drawPairs, scriptFailedSide, scriptPair, scriptSide } from "../fixtures/scripted-pairs.js";
import { defineEval } from "../suite/define-eval.js";

const good = "a lamp";
const long = "one two three four five six seven eight nine ten eleven";

describe("which pairs are compared", () => {
  const fine = scriptSide(good);

  test("a fallback, a failure of a's vendor and a call that somebody ended are left out, by their side", async () => {
    const comparison = await compare([
      scriptPair("fine", fine, fine),
      scriptPair("fallback of a", scriptSide(good, { fallback: true }), fine),
      scriptPair("fallback of b", fine, scriptSide(good, { fallback: true })),
      scriptPair("vendor of a", scriptFailedSide("overloaded", "vendor"), fine),
      scriptPair(
        "both vendors",
        scriptFailedSide("timeout", "vendor"),
        scriptFailedSide("timeout", "vendor"),
      ),
      scriptPair("cut", fine, scriptFailedSide("cancelled", "other")),
    ]);
    expect(comparison).toMatchObject({ given: 6, compared: 1 });
    expect(comparison.excluded).toEqual({
      a: { fallback: 1, overloaded: 1, timeout: 1 },
      b: { fallback: 1, cancelled: 1 },
    });
  });

  test("a candidate that fails scores 0, and the figures without its vendor's failures stand beside", async () => {
    const comparison = await compare([
      ...repeat(20, (id) => scriptPair(id, fine, scriptFailedSide("overloaded", "vendor"))),
      ...repeat(20, (id) => scriptPair(id, fine, fine), "fine"),
      scriptPair("template", fine, scriptFailedSide("template", "version")),
    ]);
    expect(comparison.failures).toEqual({ overloaded: 20, template: 1 });
    const rate = measure(comparison, "pass_rate");
    expect(rate).toMatchObject({ n: 41, wins: 0, losses: 21, ties: 20, verdict: "worse" });
    expect(rate.b?.value).toBeCloseTo(20 / 41, 12);
    expect(rate.withoutVendorFailures).toMatchObject({ n: 21, losses: 1, ties: 20 });
    expect(rate.withoutVendorFailures?.verdict).toBe("no_difference_shown");
    expect(measure(comparison, "latency")).toMatchObject({ n: 20, missing: 21 });
  });

  test("an answer of a that is no success scores 0, too: half an answer is not shown to an eval", async () => {
    const cut = scriptSide(good, { outcome: "truncated", success: false });
    const comparison = await compare(repeat(12, (id) => scriptPair(id, cut, fine)));
    expect(measure(comparison, "pass_rate")).toMatchObject({ wins: 12, verdict: "better" });
    expect(measure(comparison, "success_rate")).toMatchObject({ wins: 12, verdict: "better" });
    expect(measure(comparison, "cost").n).toBe(0);
  });

  test("of an answer that is not kept latency, tokens and cost are compared, and nothing else", async () => {
    const notKept = scriptSide("", { text: null, latencyMs: 200 });
    const comparison = await compare([
      ...repeat(3, (id) => scriptPair(id, scriptSide(good), notKept)),
      scriptPair("kept", fine, fine),
    ]);
    expect(comparison).toMatchObject({ compared: 4, withoutText: 3 });
    expect(comparison.evals).toMatchObject([{ judged: 1, withoutText: 3, errors: 0 }]);
    expect(measure(comparison, "pass_rate")).toMatchObject({ n: 1, missing: 3 });
    expect(measure(comparison, "length")).toMatchObject({ n: 1, missing: 3 });
    expect(measure(comparison, "latency")).toMatchObject({ n: 4, missing: 0, wins: 3 });
    expect(measure(comparison, "success_rate").n).toBe(4);
    expect(comparison.examples).toEqual([]);
  });

  test("what was lost is told as it was counted", async () => {
    const rest = { paused: null, budget: null, late: 2, unlogged: 0, unpaired: null };
    const lost = { shed: 3, cut: 0, step: 1, failed: null, ...rest };
    expect((await compare([], { lost })).lost).toEqual(lost);
    expect((await compare([])).lost).toBeNull();
  });
});

describe("what is said of a difference", () => {
  test("seven pairs can show nothing, eight that all gain are enough", async () => {
    const wins = (count: number) =>
      compare(repeat(count, (id) => scriptPair(id, scriptSide(long), scriptSide(good))));
    expect(measure(await wins(7), "pass_rate").verdict).toBe("too_few_pairs");
    expect(measure(await wins(8), "pass_rate")).toMatchObject({ verdict: "better", wins: 8 });
  });

  test("a slower, longer, dearer version is told from 100 pairs on, with the true ratio inside", async () => {
    const drawn = drawPairs({ count: 400, seed: 3, passRates: [0.9, 0.5], latencyRatio: 1.4 });
    const comparison = await compare(drawn);
    const latency = measure(comparison, "latency");
    expect(latency).toMatchObject({ n: 400, method: "asymptotic", verdict: "worse" });
    expect(latency.interval?.lower).toBeLessThan(0.4);
    expect(latency.interval?.upper).toBeGreaterThan(0.4);
    expect((latency.b?.value ?? 0) / (latency.a?.value ?? 1) - 1).toBeCloseTo(
      latency.difference ?? 0,
      10,
    );
    expect(measure(comparison, "length").verdict).toBe("longer");
    expect(measure(comparison, "cost").verdict).toBe("worse");
    const few = measure(await compare(drawn.slice(0, 99)), "latency");
    expect(few).toMatchObject({ interval: null, verdict: "too_few_pairs" });
  });

  test("where nearly all ratios are equal the signs are judged, without an interval", async () => {
    const doubled = scriptSide(good, { cost: 0.002 });
    const comparison = await compare(
      repeat(120, (id) => scriptPair(id, scriptSide(good), doubled)),
    );
    expect(measure(comparison, "cost")).toMatchObject({
      method: "sign",
      interval: null,
      verdict: "worse",
      losses: 120,
    });
    expect(measure(comparison, "cost").difference).toBeCloseTo(1, 12);
    expect(measure(comparison, "input_tokens").verdict).toBe("no_difference_shown");
  });

  test("an answer within a millisecond took one, as the clock cannot tell", async () => {
    const quick = scriptSide(good, { latencyMs: 0 });
    const comparison = await compare([
      scriptPair("quick", scriptSide(good, { latencyMs: 2 }), quick),
      scriptPair("unknown", scriptSide(good, { latencyMs: null }), quick),
    ]);
    expect(measure(comparison, "latency")).toMatchObject({ n: 1, missing: 1, difference: -0.5 });
  });

  test("an unknown cost, or one of nothing, is no value: neither zero nor a ratio", async () => {
    const comparison = await compare([
      scriptPair("unknown", scriptSide(good, { cost: null }), scriptSide(good)),
      scriptPair("free", scriptSide(good), scriptSide(good, { cost: 0 })),
      scriptPair("known", scriptSide(good), scriptSide(good)),
    ]);
    expect(measure(comparison, "cost")).toMatchObject({ n: 1, missing: 2 });
  });

  test("pairs of one cluster count as one", async () => {
    const inCluster = (id: string) => ({
      ...scriptPair(id, scriptSide(long), scriptSide(good)),
      cluster: `customer-${Number(id.split("-")[1]) % 3}`,
    });
    const rate = measure(await compare(repeat(60, inCluster)), "pass_rate");
    expect(rate).toMatchObject({ n: 60, units: 3, wins: 3, method: "betting" });
    expect(rate.verdict).toBe("too_few_pairs");
  });
});

test("the pairs that differ most come first, with their reasons and their texts cut", async () => {
  const same = scriptPair("same", scriptSide(good), scriptSide(good));
  const worded = scriptPair("worded", scriptSide("a b c d"), scriptSide("a b c e"));
  const other = scriptPair("other", scriptSide("a b c d"), scriptSide("e f g h"));
  const scored = scriptPair("scored", scriptSide(good), scriptSide(`${long} ${"x".repeat(2_000)}`));
  const { examples } = await compare([same, worded, other, scored]);
  expect(examples.map(({ id }) => id)).toEqual(["scored", "other", "worded"]);
  const [first, second, third] = examples;
  expect(first?.reasons).toEqual([
    { eval: "max_words(10)", side: "b", reason: "12 words; at most 10 are allowed." },
  ]);
  expect(first?.b.text).toHaveLength(1_001);
  expect(first).toMatchObject({ a: { ended: "ok", score: 1 }, b: { score: 0 } });
  expect(second?.textDifference).toBe(1);
  expect(third?.textDifference).toBeCloseTo(0.4, 12);
});

describe("a comparison", () => {
  test("tells how far it has come, and ends where it is stopped", async () => {
    const pairs = repeat(30, (id) => scriptPair(id, scriptSide(good), scriptSide(good)));
    const progress: number[] = [];
    await compare(pairs, { onProgress: ({ judged }) => progress.push(judged) });
    expect(progress).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
    const stop = new AbortController();
    const reason = new Error("Stopped");
    const slow = defineEval({
      name: "slow",
      needsGroundTruth: false,
      evaluate: () => {
        stop.abort(reason);
        return fail("Never told.");
      },
    });
    const stopped = compare(pairs, { ...suiteOf(slow), signal: stop.signal });
    await expect(stopped).rejects.toBe(reason);
  });

  test("refuses what it cannot compare, with the reason and the cure", async () => {
    const one = scriptPair("one", scriptSide(good), scriptSide(good));
    await expect(compare([one, one])).rejects.toThrow(/two pairs with the id "one"/);
    await expect(compare([one], { b: 2 })).rejects.toThrow(/names version 2 twice/);
    await expect(compare([one], { alpha: 0.5 })).rejects.toMatchObject({ code: "request_invalid" });
  });
});
