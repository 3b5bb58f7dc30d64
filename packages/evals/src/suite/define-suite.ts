import {
  type Dataset,
  type Eval,
  type GateRule,
  PromptrailError,
  type PromptVersion,
  type Suite,
} from "@promptrail/core";
import { contentDigest, withDefaults } from "@promptrail/core/lifecycle";
import { surveyDataset } from "../datasets/survey-dataset.js";
import type { FuzzSettings, Relation } from "../relations/relation.js";
import { isJudgingEval } from "../runner/evaluator/judging-eval.js";
import { requireFuzz } from "./require-fuzz.js";
import { requireSuiteForm } from "./require-suite-form.js";
import { requireSuiteSettings } from "./require-suite-settings.js";
import { findSettingsHash } from "./settings-of-eval.js";
import type { SuiteRules, SuiteSettings } from "./suite-settings.js";

interface UntypedSettings extends SuiteRules {
  readonly family?: string | undefined;
  readonly prompt?: PromptVersion | undefined;
  readonly dataset: Dataset;
  readonly evals: readonly Eval[];
  readonly fuzz?: FuzzSettings | undefined;
}

/** A suite that also says how it is run and fuzzed. */
export interface DefinedSuite<Family extends string = string> extends Suite<Family> {
  /** How many calls run at once. */
  readonly concurrency: number;
  /** What `promptrail fuzz` tries. Absent: the relations that its inputs have fields for, and all evals. */
  readonly fuzz?: FuzzSettings | undefined;
}

/**
 * A family's dataset, evals and gate. The suite hash covers the evals' names, versions, must-pass marks and weights
 * (in whatever order), a built-in eval's settings, the prompts and the embedding model that they use, a judge's rubric, model and
 * repeats, the gate and the repeats. Throws `invalid_definition` or `duplicate_name`.
 */
export function defineSuite<
  const Rows extends Dataset,
  const Evals extends readonly Eval[],
  Context = unknown,
  Data = unknown,
  const Family extends string = string,
  const Relations extends readonly Relation[] = [],
>(settings: SuiteSettings<Context, Data, Rows, Evals, Family, Relations>): DefinedSuite<Family>;
// Inside, it is what was given: what does not fit is a text in the types alone.
export function defineSuite(settings: UntypedSettings): DefinedSuite {
  requireSuiteForm(settings);
  const { dataset, evals, repeats = 1, concurrency = 8 } = settings;
  const family = requireFamily(settings);
  const gate = withDefaults(defaultGate, settings.gate);
  requireSuiteSettings({ family, evals, gate, repeats, concurrency });
  const { fuzz } = settings;
  if (fuzz !== undefined) requireFuzz(family, evals, fuzz);
  return Object.freeze({
    family,
    dataset,
    evals: Object.freeze([...evals]),
    gate: Object.freeze(gate),
    repeats,
    concurrency,
    ...(fuzz === undefined ? {} : { fuzz: Object.freeze({ ...fuzz }) }),
    suiteHash: hashSuite(evals, gate, repeats),
    hashDataset: async () => (await surveyDataset(dataset)).hash,
  });
}

function requireFamily({ family, prompt }: UntypedSettings): string {
  const named = family ?? prompt?.family;
  if (named === undefined) {
    throw new PromptrailError(
      "invalid_definition",
      "A suite has no family. Set `prompt` to a version of the family, or `family` to its name.",
    );
  }
  if (prompt === undefined || prompt.family === named) return named;
  throw new PromptrailError(
    "invalid_definition",
    `The suite of family "${named}" has a prompt of family "${prompt.family}". Remove one of the two.`,
    { family: named },
  );
}

const defaultGate: GateRule = { margin: 0.05, alpha: 0.05, minPassRate: 0.5 };

/** Left out where there is nothing, as in the hash of a suite of before. */
function hashedUses({ uses }: Eval): object {
  if (uses === undefined) return {};
  const { prompts, embedding } = uses;
  const runs = prompts
    .map(({ key, contentHash }) => ({ key, contentHash }))
    .sort((left, right) => (left.key < right.key ? -1 : 1));
  return {
    ...(runs.length === 0 ? {} : { runs }),
    ...(embedding === null ? {} : { embeds: { ...embedding } }),
  };
}

function hashSuite(evals: readonly Eval[], gate: GateRule, repeats: number): string {
  const judges = evals
    .map((check) => {
      const { name, version, mustPass, weight } = check;
      const said = { name, version, mustPass };
      // Left out where it is 1: the hash of a suite of before weights stays.
      const weighed = { ...said, ...(weight === 1 ? {} : { weight }), ...hashedUses(check) };
      const settings = findSettingsHash(check);
      const settled = settings === null ? weighed : { ...weighed, settings };
      return isJudgingEval(check) ? { ...settled, judge: check.judge.hash } : settled;
    })
    .sort((left, right) => (left.name < right.name ? -1 : 1));
  return contentDigest({ evals: judges, gate, repeats });
}
