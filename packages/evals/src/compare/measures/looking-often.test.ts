import { describe, expect, test } from "vitest";
import { isLong, randomRuns } from "../../../../../tooling/test/run/random-runs.ts";
import { createRandom } from "../../fixtures/create-random.js";
import type { MeasuredDifference } from "../version-comparison.js";
import { judgeRatios } from "./judge-ratios.js";
import { judgeShares } from "./judge-shares.js";
import type { PairedValue } from "./paired-values.js";

// The measures choose their method by the pairs so far: that choice must not cost more than alpha, either.
const runs = randomRuns({ usual: 40, long: 2_000 });
const looks = 100;
const alpha = 0.05;

type Random = () => number;

interface Design {
  readonly title: string;
  readonly perLook: number;
  readonly draw: (random: Random, index: number) => PairedValue;
  readonly judge: (values: readonly PairedValue[]) => MeasuredDifference;
}

const ofRatios = (values: readonly PairedValue[]) =>
  judgeRatios({ values, alpha, better: "lower" });
const ofShares = (values: readonly PairedValue[]) => judgeShares(values, alpha);

function drawSides(draw: () => number): PairedValue {
  return { a: draw(), b: draw(), cluster: null };
}

const designs: readonly Design[] = [
  {
    title: "success, which nearly always comes",
    perLook: 4,
    draw: (random) => drawSides(() => Number(random() < 0.97)),
    judge: ofShares,
  },
  {
    title: "pass or fail in clusters of four that move together",
    perLook: 4,
    draw: (random, index) => {
      const isLucky = random() < 0.5;
      const sides = drawSides(() => Number(random() < (isLucky ? 0.9 : 0.5)));
      return { ...sides, cluster: String(Math.floor(index / 4)) };
    },
    judge: ofShares,
  },
  {
    title:
      "tokens of the prompt, of which three in a hundred differ: first by signs, later by ratios",
    perLook: 10,
    draw: (random) => drawSides(() => (random() < 0.015 ? 100 * (1 + 9 * random()) : 100)),
    judge: ofRatios,
  },
  {
    title: "costs, of which a third differ",
    perLook: 5,
    draw: (random) => drawSides(() => (random() < 0.2 ? 2 : 1)),
    judge: ofRatios,
  },
];

describe("looked at 100 times, versions that are alike are told apart at most at alpha", () => {
  test.each(designs)("$title", ({ title, perLook, draw, judge }) => {
    const random = createRandom(20_261_202);
    let alarms = 0;
    const methods = new Set<string>();
    for (let run = 0; run < runs; run += 1) {
      const values: PairedValue[] = [];
      let isShown = false;
      for (let look = 0; look < looks; look += 1) {
        for (let more = 0; more < perLook; more += 1) values.push(draw(random, values.length));
        const { verdict, method } = judge(values);
        methods.add(method);
        isShown ||= verdict === "better" || verdict === "worse";
      }
      if (isShown) alarms += 1;
    }
    if (isLong) console.log(title, { share: alarms / runs, methods: [...methods] });
    expect(alarms / runs).toBeLessThanOrEqual(alpha + 3 * Math.sqrt((alpha * (1 - alpha)) / runs));
  });
});
