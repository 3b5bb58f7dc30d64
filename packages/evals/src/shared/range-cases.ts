import type { Case, Suite } from "@promptrail/core";
import { digestCase, surveyDataset } from "../datasets/survey-dataset.js";
import type { RangeBounds } from "./range-job.js";

/** A dataset of at most so many cases is held, and is not read again for each range. */
const mostHeld = 10_000;

interface KnownDataset {
  readonly hash: string;
  /** In the order of ranges. */
  readonly ids: readonly string[];
  /** Null where it has too many. */
  readonly cases: ReadonlyMap<string, Case> | null;
  /** Of each case, by its id. */
  readonly digests: ReadonlyMap<string, string>;
}

/** Reads ranges of datasets, each of which it surveys once: a file that changes needs a new process. */
export class RangeCases {
  readonly #known = new Map<Suite, Promise<KnownDataset>>();

  async hash(suite: Suite): Promise<string> {
    return (await this.#survey(suite)).hash;
  }

  /** The cases of a range; null where they are not any more what the hash says. */
  async read(suite: Suite, { from, to }: RangeBounds): Promise<readonly Case[] | null> {
    const known = await this.#survey(suite);
    const wanted = known.ids.slice(from, to);
    const found = known.cases ?? (await findCases(suite, new Set(wanted), known.digests));
    const range = wanted.flatMap((id) => found.get(id) ?? []);
    return range.length === wanted.length ? range : null;
  }

  #survey(suite: Suite): Promise<KnownDataset> {
    const known = this.#known.get(suite) ?? survey(suite);
    this.#known.set(suite, known);
    known.catch(() => this.#known.delete(suite));
    return known;
  }
}

async function survey({ dataset }: Suite): Promise<KnownDataset> {
  const cases = new Map<string, Case>();
  const digests = new Map<string, string>();
  const { hash, size } = await surveyDataset(dataset, (each, digest) => {
    digests.set(each.id, digest);
    if (cases.size < mostHeld) cases.set(each.id, each);
  });
  const ids = orderForRanges([...digests.keys()]);
  return { hash, ids, cases: size <= mostHeld ? cases : null, digests };
}

/** Those that are what they were. */
async function findCases(
  { dataset }: Suite,
  wanted: ReadonlySet<string>,
  digests: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, Case>> {
  const found = new Map<string, Case>();
  for await (const each of dataset.read(true)) {
    const isSame = wanted.has(each.id) && digestCase(dataset.name, each) === digests.get(each.id);
    if (isSame) found.set(each.id, each);
    if (found.size === wanted.size) break;
  }
  return found;
}

/**
 * Ids in the order that ranges are counted in. A dataset's hash covers its cases in whatever order they stand: where
 * another machine lists a folder's files in another order, it has the same ranges.
 */
export function orderForRanges(ids: readonly string[]): readonly string[] {
  return ids.toSorted((one, other) => (one < other ? -1 : 1));
}
