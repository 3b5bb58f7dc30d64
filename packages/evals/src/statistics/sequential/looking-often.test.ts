import { describe, expect, test } from "vitest";
import { isLong, randomRuns } from "../../../../../tooling/test/run/random-runs.ts";
import { createRandom } from "../../fixtures/create-random.js";
import { normalQuantile } from "../distributions/normal-distribution.js";
import { mean, standardError } from "../means/standard-error.js";
import { mcnemar } from "../paired/mcnemar.js";
import { asymptoticMeanSequence } from "./asymptotic-sequence.js";
import { betaBinomialSequence } from "./beta-binomial-sequence.js";
import { countValues, logBettingCapital } from "./betting-capital.js";
import { sequentialMcnemar } from "./sequential-mcnemar.js";

// `npm run test:long` simulates the full count and prints what it found.
const runs = randomRuns({ usual: 100, long: 2_000 });
const looks = 100;
const alpha = 0.05;
const z = normalQuantile(1 - alpha / 2);

type Random = () => number;

/** Whether a look at the pairs so far raises a false alarm. */
type Look = (values: readonly number[]) => boolean;

interface Design {
  readonly title: string;
  /** A paired difference, or one result, of versions that are alike. */
  readonly draw: (random: Random) => number;
  readonly perLook: number;
  /** Looks before this many values are not taken. */
  readonly least?: number;
  readonly sequential: Look;
  /** An interval or a test for one look: the control that must break. */
  readonly fixed: Look;
}

function countSigns(values: readonly number[]) {
  return {
    gained: values.filter((value) => value > 0).length,
    lost: values.filter((value) => value < 0).length,
  };
}

/** Whether the truth lies outside of mean ± z · standard error. */
function leavesOut(values: readonly number[], truth: number): boolean {
  return Math.abs(mean(values) - truth) > z * standardError(values);
}

function drawLogLatency(random: Random): number {
  return 0.3 * drawNormal(random) + (random() < 0.1 ? Math.log(10) : 0);
}

/** A difference in [−1, 1] as a value in [0, 1]. */
function toShare(difference: number): number {
  return (difference + 1) / 2;
}

/** A standard normal number by Box and Muller. */
function drawNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function betsAgainst(values: readonly number[], claim: number): boolean {
  return logBettingCapital(countValues(values), claim) >= -Math.log(alpha);
}

const designs: readonly Design[] = [
  {
    title: "sequential McNemar, pairs of which one in five disagrees",
    draw: (random) => (random() < 0.2 ? (random() < 0.5 ? 1 : -1) : 0),
    perLook: 10,
    sequential: (values) => sequentialMcnemar(countSigns(values)).p <= alpha,
    fixed: (values) => mcnemar(countSigns(values)).midP <= alpha,
  },
  {
    title: "the beta-binomial sequence, a rate of 90 %",
    draw: (random) => (random() < 0.9 ? 1 : 0),
    perLook: 10,
    sequential: (values) => {
      const { gained: passed } = countSigns(values);
      const { lower, upper } = betaBinomialSequence({ passed, n: values.length, alpha });
      return lower > 0.9 || upper < 0.9;
    },
    fixed: (values) => leavesOut(values, 0.9),
  },
  {
    title: "the betting sequence, differences of grades in tenths",
    draw: (random) => (Math.round(random() * 10) - Math.round(random() * 10)) / 10,
    perLook: 5,
    sequential: (values) => betsAgainst(values.map(toShare), 0.5),
    fixed: (values) => leavesOut(values, 0),
  },
  {
    title: "the betting sequence, a skewed mean: rare total failures",
    draw: (random) => (random() < 0.05 ? 0 : 0.8 + 0.2 * (Math.round(random() * 4) / 4)),
    perLook: 5,
    sequential: (values) => betsAgainst(values, 0.95 * 0.9),
    fixed: (values) => leavesOut(values, 0.95 * 0.9),
  },
  {
    title: "the betting sequence, pass or fail results that truly differ by ten points",
    draw: (random) => {
      const luck = random();
      return luck < 0.2 ? 1 : luck < 0.3 ? -1 : 0;
    },
    perLook: 5,
    sequential: (values) => betsAgainst(values.map(toShare), 0.55),
    fixed: (values) => leavesOut(values, 0.1),
  },
  {
    title: "the asymptotic sequence, log ratios of latencies of which one in ten is tenfold",
    draw: (random) => drawLogLatency(random) - drawLogLatency(random),
    perLook: 10,
    least: 100,
    sequential: (values) => {
      const { lower, upper } = asymptoticMeanSequence({ values, alpha });
      return lower > 0 || upper < 0;
    },
    fixed: (values) => leavesOut(values, 0),
  },
  {
    title: "the asymptotic sequence, log ratios of latencies",
    draw: (random) => 0.5 * (drawNormal(random) - drawNormal(random)),
    perLook: 10,
    least: 100,
    sequential: (values) => {
      const { lower, upper } = asymptoticMeanSequence({ values, alpha });
      return lower > 0 || upper < 0;
    },
    fixed: (values) => leavesOut(values, 0),
  },
];

describe("at 100 looks versions that are alike raise an alarm at most at alpha", () => {
  test.each(designs)("$title; a method for one look does not hold", (design) => {
    const random = createRandom(20_261_201);
    let alarms = 0;
    let fixedAlarms = 0;
    for (let run = 0; run < runs; run += 1) {
      const found = look(design, random);
      if (found.sequential) alarms += 1;
      if (found.fixed) fixedAlarms += 1;
    }
    const share = alarms / runs;
    const fixedShare = fixedAlarms / runs;
    if (isLong) console.log(design.title, { share, fixedShare });
    expect(share).toBeLessThanOrEqual(alpha + 3 * Math.sqrt((alpha * (1 - alpha)) / runs));
    expect(fixedShare).toBeGreaterThan(3 * alpha);
  });
});

/** One simulated comparison, looked at 100 times: whether any look raised an alarm. */
function look({ draw, perLook, least = 20, sequential, fixed }: Design, random: Random) {
  const values: number[] = [];
  const found = { sequential: false, fixed: false };
  for (let at = 0; at < looks; at += 1) {
    for (let more = 0; more < perLook; more += 1) values.push(draw(random));
    if (values.length < least) continue;
    found.sequential ||= sequential(values);
    found.fixed ||= fixed(values);
  }
  return found;
}
