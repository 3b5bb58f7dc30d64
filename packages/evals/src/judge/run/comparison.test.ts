import { describe, expect, test } from "vitest";
import { judgeAlone } from "../../gate/alone/judge-alone.js";
import { judge } from "../../gate/judge.js";
import { runEval } from "../../runner/run-eval.js";
import { runPairedEval } from "../../runner/run-paired-eval.js";
import { compare, count, say, suiteWith, tested } from "../fixtures/judged-run.js";
import { pairRubric } from "../fixtures/rubrics.js";
import { type Asked, scriptJudge } from "../fixtures/scripted-judge.js";
import { createJudging } from "./create-judging.js";

describe("a comparison", () => {
  const better = ({ first, second }: Asked) => {
    if (first.startsWith("fine") === second.startsWith("fine")) return { preference: "tie" };
    return { preference: first.startsWith("fine") ? "first" : "second" };
  };

  test("is asked in both orders, once for both versions", async () => {
    const suite = suiteWith(pairRubric);
    const scripted = scriptJudge(better);
    const run = await compare({ suite, scripted });
    // Both orders of each case, of the weak answer, and of five attacks.
    expect(scripted.asked).toHaveLength(2 * count + 12);
    const firsts = scripted.asked.filter(({ first }) => first.startsWith("fine"));
    const seconds = scripted.asked.filter(({ second }) => second.startsWith("fine"));
    expect(firsts.length).toBe(seconds.length);
    expect(run.judges).toMatchObject([{ verdicts: count, flips: 0 }]);
    expect(run.results[0]?.candidate[0]?.score).toBe(1);
    expect(run.results[0]?.baseline[0]?.score).toBe(0);
    expect(judge(run, suite).verdict).toBe("pass");
  });

  test("of a judge that always prefers the first slot is a tie each time, and is counted", async () => {
    const suite = suiteWith(pairRubric);
    const run = await compare({ suite, scripted: scriptJudge(() => ({ preference: "first" })) });
    expect(run.judges).toMatchObject([{ verdicts: count, flips: count }]);
    expect(run.results.every(({ candidate }) => candidate[0]?.score === 0.5)).toBe(true);
  });

  test("of the same text twice is a tie that costs nothing", async () => {
    const suite = suiteWith(pairRubric);
    const scripted = scriptJudge(better);
    const run = await compare({ suite, scripted, baseline: say("fine") });
    expect(scripted.asked).toHaveLength(0);
    expect(run.results[0]?.candidate[0]?.score).toBe(0.5);
  });

  test("which order comes first is decided by the case, and is both among many", async () => {
    const suite = suiteWith(pairRubric);
    const ask = async () => {
      const scripted = scriptJudge(better);
      await runPairedEval({
        suite,
        concurrency: 1,
        judging: createJudging({ run: scripted.run, tested }),
        candidate: say("fine"),
        baseline: say("good"),
      });
      return new Map(
        scripted.asked
          .filter(({ first }) => /^(fine|good)/.test(first))
          .toReversed()
          .map(({ input, first }) => [input, first.slice(0, 4)]),
      );
    };
    const [one, other] = [await ask(), await ask()];
    expect(one).toEqual(other);
    expect(new Set(one.values())).toEqual(new Set(["fine", "good"]));
  });

  test("says nothing of one version alone", async () => {
    const suite = suiteWith(pairRubric);
    const run = await runEval({
      suite,
      judging: createJudging({ run: scriptJudge(better).run, tested }),
      run: say("fine"),
    });
    expect(judgeAlone(run, suite).verdict).toBe("inconclusive");
  });
});
