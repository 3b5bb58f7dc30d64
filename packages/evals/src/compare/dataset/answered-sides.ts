import type { Case, Dataset } from "@promptrail/core";
import type { RunCase } from "../../runner/run-answer.js";
import type { ComparedPair, PairSide } from "../compared-pair.js";
import { answerToPairSide, errorToPairSide } from "../to-pair-side.js";

interface CaseSides {
  readonly a: readonly PairSide[];
  readonly b: readonly PairSide[];
}

/** What two versions answered to the cases of a run, kept whole: a run's results have their texts cut. */
export class AnsweredSides {
  readonly #taken = { a: new Map<string, PairSide[]>(), b: new Map<string, PairSide[]>() };

  /** The same run, of which the answers and errors are kept. */
  listen(side: "a" | "b", run: RunCase): RunCase {
    const listening: RunCase = async (testCase, call) => {
      try {
        const answer = await run(testCase, call);
        this.#take(side, testCase.id, answerToPairSide(answer));
        return answer;
      } catch (error) {
        this.#take(side, testCase.id, errorToPairSide(error));
        throw error;
      }
    };
    const { has, freshSince = null } = run;
    return has === undefined ? listening : Object.assign(listening, { has, freshSince });
  }

  /** A pair for each repeat of the cases that have a result; repeats of a case are one cluster. Reads the dataset again. */
  async toPairs(dataset: Dataset, ids: ReadonlySet<string>): Promise<readonly ComparedPair[]> {
    const pairs: ComparedPair[] = [];
    for await (const testCase of dataset.read()) {
      if (!ids.has(testCase.id)) continue;
      pairs.push(...pairUp(testCase, this.#find(testCase.id)));
    }
    return pairs;
  }

  #take(side: "a" | "b", id: string, taken: PairSide): void {
    const sides = this.#taken[side].get(id) ?? [];
    sides.push(taken);
    this.#taken[side].set(id, sides);
  }

  #find(id: string): CaseSides {
    return { a: this.#taken.a.get(id) ?? [], b: this.#taken.b.get(id) ?? [] };
  }
}

function pairUp({ id, context, groundTruth, cluster }: Case, { a, b }: CaseSides) {
  const isRepeated = a.length > 1;
  return a.flatMap((side, repeat): readonly ComparedPair[] => {
    const other = b[repeat];
    if (other === undefined) return [];
    return [
      {
        id: isRepeated ? `${id} · repeat ${repeat + 1}` : id,
        context,
        groundTruth,
        cluster: cluster ?? (isRepeated ? id : null),
        a: side,
        b: other,
      },
    ];
  });
}
