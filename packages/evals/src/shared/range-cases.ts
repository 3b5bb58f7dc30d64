import type { Case, Suite } from "@promptrail/core";
import { surveyDataset } from "../datasets/survey-dataset.js";

/** A dataset of at most so many cases is held, and is not read again for each range. */
const mostHeld = 10_000;

interface KnownDataset {
  readonly hash: string;
  /** Null where it has too many. */
  readonly cases: readonly Case[] | null;
}

/** Reads ranges of datasets, each of which it surveys once: a file that changes needs a new process. */
export class RangeCases {
  readonly #known = new Map<Suite, Promise<KnownDataset>>();

  async hash(suite: Suite): Promise<string> {
    return (await this.#survey(suite)).hash;
  }

  /** The cases from one place to before another, in the dataset's order. */
  async read(suite: Suite, from: number, to: number): Promise<readonly Case[]> {
    const { cases } = await this.#survey(suite);
    if (cases !== null) return cases.slice(from, to);
    const found: Case[] = [];
    let at = 0;
    for await (const testCase of suite.dataset.read()) {
      if (at >= to) break;
      if (at >= from) found.push(testCase);
      at += 1;
    }
    return found;
  }

  #survey(suite: Suite): Promise<KnownDataset> {
    const known = this.#known.get(suite) ?? survey(suite);
    this.#known.set(suite, known);
    known.catch(() => this.#known.delete(suite));
    return known;
  }
}

async function survey({ dataset }: Suite): Promise<KnownDataset> {
  const cases: Case[] = [];
  const { hash, size } = await surveyDataset(dataset, (testCase) => {
    if (cases.length < mostHeld) cases.push(testCase);
  });
  return { hash, cases: size <= mostHeld ? cases : null };
}
