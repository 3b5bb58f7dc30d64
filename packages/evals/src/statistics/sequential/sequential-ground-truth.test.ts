import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { asymptoticSequence } from "./asymptotic-sequence.js";
import { betaBinomialSequence } from "./beta-binomial-sequence.js";
import { countValues, logBettingCapital } from "./betting-capital.js";
import { bettingSequence } from "./betting-sequence.js";
import { runningMcnemar, sequentialMcnemar } from "./sequential-mcnemar.js";

const file = new URL("../../../ground-truth/sequential-ground-truth.jsonl", import.meta.url);
const tables = new Map(
  readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => z.object({ name: z.string(), rows: z.unknown() }).parse(JSON.parse(line)))
    .map(({ name, rows }) => [name, rows]),
);

const number = z.number();
const interval = z.tuple([number, number]);

test("the e of McNemar's sequential test is the exact product of its predictions", () => {
  const rows = z.array(z.tuple([number, number, number])).parse(tables.get("mcnemar_e"));
  for (const [gained, lost, e] of rows) {
    const found = sequentialMcnemar({ gained, lost });
    expect(found.e / e).toBeCloseTo(1, 10);
    expect(found.p).toBeCloseTo(Math.min(1, 1 / e), 10);
  }
});

test("the running p is that of the exact fractions", () => {
  const row = z.object({ differences: z.array(number), p: number });
  for (const { differences, p } of z.array(row).parse(tables.get("running_p"))) {
    expect(runningMcnemar(differences).p).toBeCloseTo(p, 12);
  }
});

test("the beta-binomial sequence ends where scipy's binomial falls to alpha/(n+1)", () => {
  const row = z.tuple([number, number, number, number, number]);
  for (const [passed, n, alpha, ...ends] of z.array(row).parse(tables.get("beta_binomial"))) {
    const { lower, upper } = betaBinomialSequence({ passed, n, alpha });
    expect(lower).toBeCloseTo(ends[0], 10);
    expect(upper).toBeCloseTo(ends[1], 10);
  }
});

test("the capital of all bets is the exact integral of the polynomial, and so are the ends", () => {
  const row = z.object({
    values: z.array(number),
    evidence: z.array(interval),
    alpha: number,
    interval,
  });
  for (const { values, evidence, alpha, interval: ends } of z
    .array(row)
    .parse(tables.get("betting"))) {
    for (const [mean, e] of evidence) {
      expect(Math.exp(logBettingCapital(countValues(values), mean)) / e).toBeCloseTo(1, 10);
    }
    const { lower, upper } = bettingSequence({ values, alpha });
    expect(lower).toBeCloseTo(ends[0], 8);
    expect(upper).toBeCloseTo(ends[1], 8);
  }
});

test("45 of 50 give [.712, .984], 12 to 3 give p = .222, and 20 to 4 decide", () => {
  const { lower, upper } = betaBinomialSequence({ passed: 45, n: 50, alpha: 0.05 });
  expect([lower.toFixed(3), upper.toFixed(3)]).toEqual(["0.712", "0.984"]);
  expect(sequentialMcnemar({ gained: 12, lost: 3 }).p.toFixed(3)).toBe("0.222");
  expect(sequentialMcnemar({ gained: 20, lost: 4 }).p).toBeLessThan(0.05);
  expect(sequentialMcnemar({ gained: 20, lost: 8 }).p).toBeGreaterThan(0.05);
});

/** Sum, sum of squares and n of the two sides of GrowthBook's published sequential test. */
const published = {
  a: { sum: 1396.87, squares: 52_377.9, n: 3_000 },
  b: { sum: 2_422.7, squares: 134_698.29, n: 3_461 },
};

test("the asymptotic sequence gives GrowthBook's published interval", () => {
  const [a, b] = [published.a, published.b].map(({ sum, squares, n }) => ({
    n,
    mean: sum / n,
    variance: (squares - (sum * sum) / n) / (n - 1),
  }));
  if (a === undefined || b === undefined) throw new Error("There are two sides.");
  // The change relative to a, with its standard error by the delta method.
  const estimate = b.mean / a.mean - 1;
  const variance =
    b.variance / b.n / a.mean ** 2 + ((b.mean ** 2 / a.mean ** 4) * a.variance) / a.n;
  const n = a.n + b.n;
  const standardDeviation = Math.sqrt(variance * n);
  const { lower, upper } = asymptoticSequence({
    estimate,
    standardDeviation,
    n,
    alpha: 0.05,
    tunedFor: 1_000,
  });
  expect(estimate).toBeCloseTo(0.50336, 5);
  expect(lower).toBeCloseTo(-0.55844, 5);
  expect(upper).toBeCloseTo(1.56516, 5);
});

test("at n = N* = 400 the asymptotic sequence is 1.55 times as wide as one look's interval", () => {
  const { upper } = asymptoticSequence({
    estimate: 0,
    standardDeviation: 1,
    n: 400,
    alpha: 0.05,
  });
  expect(upper / (1.959964 / 20)).toBeCloseTo(1.55, 2);
});
