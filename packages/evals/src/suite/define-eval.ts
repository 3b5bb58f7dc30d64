import {
  type Eval,
  type EvalCall,
  type EvalResult,
  type EvalSubject,
  type InputSchema,
  type JsonOf,
  type JsonValue,
  PromptrailError,
  type PromptVersion,
} from "@promptrail/core";

/** Milliseconds that an eval has for one answer unless it says otherwise. */
export const defaultTimeoutMs = 10_000;

const longestTimeoutMs = 3_600_000;

export interface EvalSettings<Context, GroundTruth, Data> {
  /** Lower case, unique in its suite: `no_superlatives`. */
  readonly name: string;
  /** Raise it when the eval judges differently: evidence of the older one then no longer counts. Default: 1. */
  readonly version?: number;
  /** A must-pass eval fails the gate by itself when it fails on any case. Default: false. */
  readonly mustPass?: boolean;
  /** How much its score counts in a case's mean, beside the other evals'; above 0. Default: 1. */
  readonly weight?: number;
  /**
   * How long it may take for one answer, in milliseconds, at most an hour. One that takes longer is an error of
   * its case, never a score. No part of the suite hash. Default: 10,000.
   */
  readonly timeoutMs?: number;
  /**
   * Say false where it never reads the case's ground truth: it then also judges answers of production, whose ground truth
   * nobody knows, and is given null for it. No part of the suite hash. Default: true.
   */
  readonly needsGroundTruth?: boolean;
  /**
   * Versions of other prompts that it runs by `run`, at most one of a family: these run, whatever is active. Part of the suite
   * hash with their content. Each must be a prompt of the config. Default: none.
   */
  readonly runs?: readonly PromptVersion[];
  /**
   * The model of `embed`, by its provider's id in the config's `embeddings` and its own:
   * `{ provider: "openai", model: "text-embedding-3-small" }`. Part of the suite hash. Default: none.
   */
  readonly embeds?: { readonly provider: string; readonly model: string };
  /** The version whose context and data it reads: types them. Answers of the family's others are judged, too. */
  readonly prompt?: PromptVersion<string, Context> & { readonly "~data"?: Data };
  /** The schema of the dataset's ground truth: types it. It is the dataset that checks its rows. */
  readonly groundTruth?: InputSchema<GroundTruth>;
  /**
   * Judges one answer, a success of its version; score 0 to 1. Null says that the eval does not apply to the
   * case: it is then in no mean and no count. What it throws is recorded as an error of the eval, never as a score.
   * The types of context and ground truth are the caller's word: give the dataset the schemas that check it.
   */
  evaluate(
    subject: EvalSubject<Context, GroundTruth, JsonOf<Data>>,
    call: EvalCall,
  ): EvalResult | null | Promise<EvalResult | null>;
}

interface UntypedSettings extends Omit<EvalSettings<unknown, unknown, unknown>, "evaluate"> {
  evaluate(
    subject: EvalSubject<unknown, unknown, unknown>,
    call: EvalCall,
  ): EvalResult | null | Promise<EvalResult | null>;
}

/** A check of one answer. Throws `invalid_definition`. */
export function defineEval<Context = unknown, GroundTruth = unknown, Data = JsonValue | null>(
  settings: EvalSettings<Context, GroundTruth, Data>,
): Eval<Context, GroundTruth, JsonOf<Data>>;
// Inside, an eval is what it is at run time: it takes any subject.
export function defineEval(settings: UntypedSettings): Eval {
  const { name, version = 1, mustPass = false, timeoutMs = defaultTimeoutMs } = settings;
  const { needsGroundTruth = true, weight = 1 } = settings;
  if (name.trim() === "") {
    throw new PromptrailError("invalid_definition", "An eval has no name. Give it one.");
  }
  const refuse = (reason: string): never => {
    throw new PromptrailError("invalid_definition", `Eval "${name}" ${reason}`, { eval: name });
  };
  if (!Number.isSafeInteger(version) || version < 1) {
    refuse(`has the version ${version}. Give it a whole number from 1.`);
  }
  // A weight of 0 would be an eval that nobody can fail.
  if (!Number.isFinite(weight) || weight <= 0) {
    refuse(
      `has the weight ${weight}. Give it a number above 0, or remove the eval from the suite.`,
    );
  }
  if (!Number.isSafeInteger(timeoutMs) || timeoutMs < 1 || timeoutMs > longestTimeoutMs) {
    refuse(
      `has the timeoutMs ${timeoutMs}. Give it a whole number of milliseconds, from 1 to ${longestTimeoutMs.toLocaleString("en-US")}.`,
    );
  }
  if (!needsGroundTruth && settings.groundTruth !== undefined) {
    refuse(
      "has a schema for the ground truth, but `needsGroundTruth: false`. Remove one of the two.",
    );
  }
  const uses = readUses(settings);
  const repeated = uses?.prompts.find(
    ({ family }, at) => uses.prompts.findIndex((each) => each.family === family) < at,
  );
  if (repeated !== undefined) {
    refuse(`names two versions of the family "${repeated.family}" in its runs. Keep one of them.`);
  }
  if (uses?.embedding?.provider === "" || uses?.embedding?.model === "") {
    refuse("has `embeds` without a provider or a model. Name both.");
  }
  return Object.freeze<Eval>({
    name,
    version,
    mustPass,
    weight,
    timeoutMs,
    needsGroundTruth,
    uses,
    evaluate: (subject, call) => settings.evaluate(subject, call),
  });
}

/** Undefined where it names nothing. */
function readUses({ runs = [], embeds }: UntypedSettings): Eval["uses"] {
  if (runs.length === 0 && embeds === undefined) return undefined;
  const prompts = runs.map(({ family, version, key, contentHash }) =>
    Object.freeze({ family, version, key, contentHash }),
  );
  const embedding =
    embeds === undefined ? null : Object.freeze({ provider: embeds.provider, model: embeds.model });
  return Object.freeze({ prompts: Object.freeze(prompts), embedding });
}
