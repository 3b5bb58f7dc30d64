import {
  type Eval,
  type EvalCall,
  type EvalResult,
  type EvalSubject,
  type JsonOf,
  type JsonValue,
  PromptrailError,
} from "@promptrail/core";
import type { EvalSettings } from "./eval-settings.js";
import { requireEvalSettings } from "./require-eval-settings.js";

/** Milliseconds that an eval has for one answer unless it says otherwise. */
export const defaultTimeoutMs = 10_000;

const longestTimeoutMs = 3_600_000;

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
  requireEvalSettings(settings);
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
