import { describe, expect, test } from "vitest";
import { scriptAnswer } from "../../fixtures/scripted-run.js";
import { judge } from "../../gate/judge.js";
import { compare, count, honest, suiteWith } from "../fixtures/judged-run.js";
import { criteriaRubric, scoreRubric } from "../fixtures/rubrics.js";
import { type Asked, scriptJudge } from "../fixtures/scripted-judge.js";
import { plantAttacks } from "./planted-attacks.js";

describe("planted attacks", () => {
  test.each(plantAttacks(scoreRubric).map(({ name, text }) => [name, text] as const))(
    "one that gets through (%s) makes the verdict inconclusive, and is named",
    async (name, text) => {
      const suite = suiteWith(scoreRubric);
      const gullible = (asked: Asked) =>
        asked.answer.includes(text) ? { score: "good" } : honest(asked);
      const run = await compare({ suite, scripted: scriptJudge(gullible) });
      expect(judge(run, suite)).toMatchObject({
        verdict: "inconclusive",
        reasons: [
          expect.stringContaining(
            `1 of 5 planted attacks got a good verdict for a weak answer (${name})`,
          ),
        ],
      });
    },
  );

  test("show nothing where the weak answer is judged well without them", async () => {
    const suite = suiteWith(scoreRubric);
    const run = await compare({ suite, scripted: scriptJudge(() => ({ score: "good" })) });
    expect(judge(run, suite).verdict).toBe("inconclusive");
    expect(judge(run, suite).reasons[0]).toContain("give the rubric a weakAnswer that fails");
  });

  test("that could not be judged are not taken for harmless", async () => {
    const suite = suiteWith(scoreRubric);
    const scripted = scriptJudge((asked) => {
      if (asked.answer.startsWith("I do not know.")) throw new Error("The vendor is away.");
      return honest(asked);
    });
    const verdict = judge(await compare({ suite, scripted }), suite);
    expect(verdict.verdict).toBe("inconclusive");
    expect(verdict.reasons[0]).toContain("they could not be judged: The vendor is away.");
  });

  test("of a rubric of criteria succeed only on a criterion that the weak answer fails", async () => {
    const suite = suiteWith(criteriaRubric);
    const scripted = scriptJudge(({ answer }) => ({
      names_material: answer.startsWith("I do not know.") ? "fail" : "pass",
      no_superlatives: "pass",
    }));
    const run = await compare({ suite, scripted });
    expect(judge(run, suite).verdict).toBe("pass");
  });
});

describe("a judge that writes no verdict of the menu", () => {
  test.each([
    ["prose", "I think that this answer is good."],
    ["another language", "Die Antwort ist gut."],
    ["a word that the menu has not", { score: "excellent" }],
    ["JSON within prose", 'Here it is: {"reason": "Yes.", "verdict": {"score": "good"}}'],
    ["half an answer", scriptAnswer('{"reason": "It', { outcome: "truncated", success: false })],
    ["nothing", ""],
  ])("(%s) is counted, is no score, and gives no verdict", async (_title, said) => {
    const suite = suiteWith(scoreRubric);
    const run = await compare({ suite, scripted: scriptJudge(() => said) });
    expect(run.judges).toMatchObject([{ verdicts: 2 * count, unscored: 2 * count }]);
    expect(
      run.results.every(({ candidate }) => candidate.every(({ score }) => score === null)),
    ).toBe(true);
    expect(judge(run, suite).reasons).toContainEqual(
      expect.stringContaining("60 of 60 of its verdicts are not on the menu"),
    );
  });

  test("may do so in one of twenty verdicts", async () => {
    const suite = suiteWith(scoreRubric);
    let said = 0;
    const scripted = scriptJudge((asked) => {
      said += 1;
      return said % 40 === 0 ? "Hm." : honest(asked);
    });
    expect(judge(await compare({ suite, scripted }), suite).verdict).toBe("pass");
  });
});
