import {
  contentDigest,
  type Dataset,
  type Eval,
  type GateRule,
  type Suite,
  withDefaults,
} from "@promptrail/core";
import { surveyDataset } from "../datasets/survey-dataset.js";
import { requireSuiteSettings } from "./require-suite-settings.js";

export interface SuiteSettings {
  readonly family: string;
  readonly dataset: Dataset;
  readonly evals: readonly Eval[];
  /** Default: margin 0.05, alpha 0.05, minPassRate 0.5; without minScore. */
  readonly gate?: Partial<GateRule>;
  /** How many answers a case gets, fixed before the run. Default: 1. */
  readonly repeats?: number;
  /** How many calls run at once; no part of the suite hash. Default: 8. */
  readonly concurrency?: number;
}

/** A suite that also says how many calls run at once. */
export interface DefinedSuite extends Suite {
  readonly concurrency: number;
}

/**
 * A family's dataset, evals and gate. The suite hash covers the evals' names, versions and must-pass marks
 * (in whatever order), the gate and the repeats. Throws `invalid_definition` or `duplicate_name`.
 */
export function defineSuite(settings: SuiteSettings): DefinedSuite {
  const { family, dataset, evals, repeats = 1, concurrency = 8 } = settings;
  const gate = withDefaults(defaultGate, settings.gate);
  requireSuiteSettings({ family, evals, gate, repeats, concurrency });
  return Object.freeze({
    family,
    dataset,
    evals: Object.freeze([...evals]),
    gate: Object.freeze(gate),
    repeats,
    concurrency,
    suiteHash: hashSuite(evals, gate, repeats),
    hashDataset: async () => (await surveyDataset(dataset)).hash,
  });
}

const defaultGate: GateRule = { margin: 0.05, alpha: 0.05, minPassRate: 0.5 };

function hashSuite(evals: readonly Eval[], gate: GateRule, repeats: number): string {
  const judges = evals
    .map(({ name, version, mustPass }) => ({ name, version, mustPass }))
    .sort((left, right) => (left.name < right.name ? -1 : 1));
  return contentDigest({ evals: judges, gate, repeats });
}
