import type { Finding } from "@promptrail/check";
import type { LoadedConfig } from "@promptrail/config";
import type { Dataset, Suite } from "@promptrail/core";
import { checkDataset, type PlacedCase } from "@promptrail/evals/datasets";
import { UnitCount } from "@promptrail/evals/run";
import type { BaseLock } from "../../lock/read-base-lock.js";
import { describeMore, findFault, toFinding } from "./case-fault.js";
import { type EvaluatedSchema, listEvaluated, listKnownVariables } from "./list-evaluated.js";
import { toSmallSuiteFinding } from "./small-suite.js";

/** Of a suite and a schema: where a field is wrong in every case, a few say it. */
const mostShown = 5;
/** Of a suite: a check is run at each push, and an eval looks at all of them. */
const mostCases = 10_000;

/** What a project's datasets say, each of which was read once. */
export interface SurveyedSuites {
  /** They know the hash of their dataset, or why there is none. */
  readonly suites: readonly Suite[];
  readonly findings: readonly Finding[];
  /** What was not looked at, a sentence each. */
  readonly unchecked: readonly string[];
}

interface Ground extends Pick<LoadedConfig, "config" | "projectFolder"> {
  readonly base: BaseLock | null;
}

/**
 * Reads the suites' datasets: their hashes, the cases whose context an eval would refuse, since it does not fit the input schema of a
 * version that it would run, and the suites with too few cases for their gate.
 */
export async function surveySuites(ground: Ground): Promise<SurveyedSuites> {
  const { suites = [], families = {} } = ground.config;
  const surveyed = suites.map((suite) => new SurveyedSuite(suite, ground));
  const hashed = new Map<Suite, Suite>();
  for (const [dataset, own] of Map.groupBy(surveyed, ({ suite }) => suite.dataset)) {
    const hash = await readFor(dataset, own);
    for (const { suite } of own) hashed.set(suite, { ...suite, hashDataset: hash.get });
    if (!hash.isReadable) for (const each of own) each.isReadable = false;
  }
  const isGated = ({ family }: Suite) => families[family]?.gate !== "none";
  return {
    suites: suites.map((suite) => hashed.get(suite) ?? suite),
    findings: [
      ...surveyed.flatMap((each) => each.listMisfits()),
      ...surveyed.flatMap((each) => (isGated(each.suite) ? each.listSmall() : [])),
    ],
    unchecked: surveyed.flatMap((each) => each.listUnchecked()),
  };
}

async function readFor(
  dataset: Dataset,
  surveyed: readonly SurveyedSuite[],
): Promise<{ readonly isReadable: boolean; readonly get: Suite["hashDataset"] }> {
  const { hash, problem } = await checkDataset(dataset, async (placed) => {
    for (const each of surveyed) await each.take(placed);
  });
  const get = async () => {
    if (hash === null) throw problem;
    return hash;
  };
  return { isReadable: hash !== null, get };
}

class SurveyedSuite {
  readonly suite: Suite;
  /** A dataset that cannot be read is a finding of its own, whatever its size. */
  isReadable = true;
  readonly #held: readonly HeldSchema[];
  readonly #known: ReadonlySet<string> | null;
  readonly #units: UnitCount;
  #cases = 0;

  constructor(suite: Suite, { config, projectFolder, base }: Ground) {
    this.suite = suite;
    const schemas = listEvaluated(config, suite.family, base);
    this.#held = schemas.map((schema) => new HeldSchema(suite, schema, projectFolder));
    this.#known = schemas.length === 0 ? null : listKnownVariables(config, suite.family);
    this.#units = new UnitCount(suite.gate);
  }

  async take(placed: PlacedCase): Promise<void> {
    this.#units.add(placed.testCase);
    this.#cases += 1;
    if (this.#cases > mostCases) return;
    for (const each of this.#held) await each.take(placed, this.#known);
  }

  listMisfits(): readonly Finding[] {
    return this.#held.flatMap((each) => each.toFindings());
  }

  listSmall(): readonly Finding[] {
    const found = this.isReadable ? this.#units.findTooFew() : null;
    return found === null ? [] : [toSmallSuiteFinding(this.suite, found)];
  }

  listUnchecked(): readonly string[] {
    if (this.#held.length === 0 || this.#cases <= mostCases) return [];
    return [
      `Of the suite of "${this.suite.family}", the first ${mostCases} cases were held against the input schema.`,
    ];
  }
}

/** A schema with what does not fit it. */
class HeldSchema {
  readonly #suite: Suite;
  readonly #schema: EvaluatedSchema;
  readonly #projectFolder: string;
  readonly #shown: Finding[] = [];
  #more = 0;

  constructor(suite: Suite, schema: EvaluatedSchema, projectFolder: string) {
    this.#suite = suite;
    this.#schema = schema;
    this.#projectFolder = projectFolder;
  }

  async take(placed: PlacedCase, known: ReadonlySet<string> | null): Promise<void> {
    const schema = this.#schema;
    const fault = await findFault(placed, schema, known);
    if (fault === null) return;
    const projectFolder = this.#projectFolder;
    if (this.#shown.length === mostShown) this.#more += 1;
    else this.#shown.push(toFinding(placed, { fault, schema, projectFolder }));
  }

  toFindings(): readonly Finding[] {
    if (this.#more === 0) return this.#shown;
    return [...this.#shown, describeMore(this.#suite, this.#schema, this.#more)];
  }
}
