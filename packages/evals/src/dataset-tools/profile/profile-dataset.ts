import type { Case, Dataset } from "@promptrail/core";
import { readJsonForm } from "@promptrail/core/portable";
import { toContextShape } from "@promptrail/core/shape";
import { type AlikePair, findAlike } from "../alike/find-alike.js";

/** What a dataset is made of. */
export interface DatasetProfile {
  readonly name: string;
  readonly cases: number;
  /** Clusters, each case without one counted by itself: what is independent of each other. */
  readonly units: number;
  readonly clusters: {
    readonly count: number;
    /** Cases that name one. */
    readonly cases: number;
    /** Cases of the largest; 0 where there is none. */
    readonly largest: number;
  };
  /** By how many cases have it, the most first. */
  readonly tags: readonly { readonly tag: string; readonly cases: number }[];
  readonly untagged: number;
  readonly withTurns: number;
  readonly withoutGroundTruth: number;
  /** Cases with an origin of their own: drawn from calls, or made of other cases. */
  readonly fromCalls: number;
  readonly variants: number;
  readonly alike: readonly AlikePair[];
  readonly shapes: readonly ShapeCount[];
}

/** How many cases of a dataset have a feature of `toContextShape`. */
export interface ShapeCount {
  readonly feature: string;
  readonly cases: number;
  /** Clusters, each case without one counted by itself. */
  readonly units: number;
}

/** Reads a dataset once, and holds it: what is alike is looked for among all of its cases. Throws `dataset_invalid`. */
export async function profileDataset(dataset: Dataset): Promise<DatasetProfile> {
  const cases: Case[] = [];
  for await (const each of dataset.read()) cases.push(each);
  const sizes = countBy(cases.flatMap(({ cluster }) => (cluster === null ? [] : [cluster])));
  const clustered = cases.filter(({ cluster }) => cluster !== null).length;
  return {
    name: dataset.name,
    cases: cases.length,
    units: sizes.size + cases.length - clustered,
    clusters: {
      count: sizes.size,
      cases: clustered,
      largest: [...sizes.values()].reduce((most, size) => Math.max(most, size), 0),
    },
    tags: [...countBy(cases.flatMap(({ tags }) => [...new Set(tags)]))]
      .map(([tag, count]) => ({ tag, cases: count }))
      .toSorted((one, other) => other.cases - one.cases || compare(one.tag, other.tag)),
    untagged: cases.filter(({ tags }) => tags.length === 0).length,
    withTurns: cases.filter((each) => (each.turns ?? each.earlierTurns) !== undefined).length,
    withoutGroundTruth: cases.filter(({ groundTruth }) => groundTruth == null).length,
    fromCalls: cases.filter(({ origin }) => origin?.callId !== undefined).length,
    variants: cases.filter(({ origin }) => origin?.caseId !== undefined).length,
    alike: findAlike(cases),
    shapes: countShapes(cases),
  };
}

function countShapes(cases: readonly Case[]): readonly ShapeCount[] {
  const found = new Map<string, { cases: number; readonly units: Set<string> }>();
  for (const [at, { context, cluster }] of cases.entries()) {
    for (const feature of shapeOf(context)) {
      const count = found.get(feature) ?? { cases: 0, units: new Set() };
      count.cases += 1;
      count.units.add(cluster === null ? `case ${at}` : `cluster ${cluster}`);
      found.set(feature, count);
    }
  }
  return [...found]
    .map(([feature, count]) => ({ feature, cases: count.cases, units: count.units.size }))
    .toSorted((one, other) => compare(one.feature, other.feature));
}

/** The features of a case's context; none where it has no JSON form, which a call would refuse. */
export function shapeOf(context: unknown): readonly string[] {
  const { json, problem } = readJsonForm(context, "context");
  return problem === null ? toContextShape(json) : [];
}

function countBy(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
